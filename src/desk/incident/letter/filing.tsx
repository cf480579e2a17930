import { useState, type ReactNode } from 'react';
import { characters, longest } from '#domain/intake/checks.ts';
import { useActing } from '../../frame/acting.ts';
import { Pick, Said } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { askAgain } from '../../frame/polled.ts';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import type { ActSent } from '../../keys/protocol.ts';
import { useIncidents } from '../../list/incidents.ts';
import { isRefused } from '../../sending/ask.ts';
import { useNames } from '../conflict/names.ts';
import { ActForm, NotOffered, usePermission, type PartProps } from '../handling/act-form.tsx';
import { Fold } from '../handling/fold.tsx';
import { attemptOf } from '../handling/permission.ts';
import { useLetterWords } from './words.ts';

/** What was told, as its sender wrote it. */
function textOf({ account }: Opened): string {
  const texts = Object.values(account ?? {}).flatMap((answer) => (answer.kind === 'text' ? [answer.text] : []));
  const whole = texts.join('\n\n');
  return characters(whole) > longest ? [...whole].slice(0, longest).join('') : whole;
}

function actOf(as: string, text: string): ActSent {
  return as === 'appeal'
    ? { kind: 'appeal-filed', facts: {}, body: { v: 1, person: '', text, witnesses: '' } }
    : { kind: 'side-heard', facts: { how: 'heard' }, body: { v: 1, text, witnesses: '' } };
}

/** Whether these very words lie there already: somebody was stopped before the mark here. */
function lies({ entries }: Opened, { kind, body }: ActSent): boolean {
  const textIn = (said: unknown): string => (said as { readonly text?: string } | null)?.text ?? '';
  return entries.some((one) => one.kind === kind && textIn(one.body) === textIn(body));
}

/**
 * Puts what came where the decision is that it answers: first there, with its words, then a mark here. Died in between,
 * the mark alone is sent again. Refused while somebody who reads there is kept out of what came here.
 */
function FilingForm({ opened, again }: PartProps): ReactNode {
  const t = useLetterWords();
  const { t: desk } = useWords();
  const { keys } = useSession();
  const { each } = useNames();
  const { rows } = useIncidents();
  const { busy, problem, run } = useActing();
  const [chosen, choose] = useState({ where: '', as: '' });
  const [said, say] = useState('');
  const [there, setThere] = useState(false);
  const permission = usePermission(opened)(attemptOf('filed', { as: 'appeal' }));
  if ('refused' in permission) return <NotOffered act={t.filing()} permission={permission} />;
  const { incident } = opened.row;
  const { where, as } = chosen;
  const others = (rows ?? []).filter((row) => row.incident !== incident && row.partOf === '');
  const set = (more: Partial<typeof chosen>): void => {
    choose({ ...chosen, ...more });
    setThere(false);
    say('');
  };
  const file = async () => {
    const act = actOf(as, textOf(opened));
    const place = await keys.open(where);
    if (isRefused(place)) return place;
    if (!lies(place, act)) {
      const seen = await keys.linkCost(where, incident);
      if (isRefused(seen)) return seen;
      // They read the other one, and are kept out of this.
      const kept = seen.cost.wouldStepAside;
      if (kept.length > 0) return { kept };
      const put = await keys.act(where, [act]);
      if (isRefused(put)) return put;
    }
    setThere(true);
    return keys.act(incident, [{ kind: 'filed', facts: { as }, body: null }]);
  };
  const submit = (): void => {
    if (where === '' || as === '') return say(t.filingNeeds());
    return void run(file, async (done) => {
      if ('kept' in done) return say(t.filingKept({ names: each(done.kept) }));
      askAgain();
      return again();
    });
  };
  return (
    <form
      className="act"
      aria-label={t.filing()}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="soft">{t.filingNote()}</p>
      {others.length === 0 ? (
        <p className="empty">{t.filingNone()}</p>
      ) : (
        <>
          <Pick label={t.filingWhere()} value={where} onChange={(event) => set({ where: event.target.value })}>
            <option value="">{t.filingPick()}</option>
            {others.map((row) => (
              <option key={row.incident} value={row.incident}>
                {row.codeName}
              </option>
            ))}
          </Pick>
          <Pick label={t.filingAs()} value={as} onChange={(event) => set({ as: event.target.value })}>
            <option value="">{t.filingPick()}</option>
            <option value="appeal">{t.filingAppeal()}</option>
            <option value="side">{t.filingSide()}</option>
          </Pick>
          {said !== '' && (
            <Said tone="clay">
              <Inert text={said} />
            </Said>
          )}
          {problem !== '' && <Said tone="clay">{there ? `${problem} ${t.filingOpenKept()}` : problem}</Said>}
          <button className="btn quiet" disabled={busy}>
            {busy ? desk.sending() : t.filingSave()}
          </button>
        </>
      )}
    </form>
  );
}

/** What came is an answer to a decision, and no report; and the way back. */
export function Filing({ opened, again }: PartProps): ReactNode {
  const t = useLetterWords();
  const { filed } = opened.handling.incident;
  if (opened.account === null) return null;
  if (filed === '')
    return (
      <Fold title={t.filing()}>
        <FilingForm opened={opened} again={again} />
      </Fold>
    );
  return (
    <ActForm
      opened={opened}
      again={again}
      place="lead/unfile"
      title={t.unfile()}
      note={t.unfileNote()}
      attempt={attemptOf('filed', { as: 'report' })}
      initial={{}}
      label={t.unfile()}
      quiet
      texts={() => []}
      make={() => [{ kind: 'filed', facts: { as: 'report' }, body: null }]}
    >
      {() => null}
    </ActForm>
  );
}
