import { useState, type ReactNode } from 'react';
import { outgoing as en } from '#words/made/en/outgoing.ts';
import { outgoing as es } from '#words/made/es/outgoing.ts';
import { useActing } from '../../frame/acting.ts';
import { Said, TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useOwn } from '../../frame/own-words.ts';
import { reasonIn } from '../../frame/reasons.ts';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, usePermission } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { useChecked } from './checked.ts';
import { textOf, type Written } from './drafting.ts';
import { Findings, StopLines } from './findings.tsx';
import { KeptWords } from './kept-words.tsx';
import type { OutgoingProps } from './kinds.ts';

/** The text as it would leave, part by part. */
export function Sheet({
  newest,
  parts,
  large = false,
}: Pick<OutgoingProps, 'parts'> & { newest: Written; large?: boolean }): ReactNode {
  const { body } = newest.told;
  const order = parts.map(({ id }) => id);
  const ids = [...order, ...Object.keys(body.parts).filter((id) => !order.includes(id))];
  const filled = ids.filter((id) => (body.parts[id] ?? '').trim() !== '');
  return (
    <div className={large ? 'sheet-out spoken' : 'sheet-out'} lang={body.language}>
      {filled.map((id) => (
        <div key={id}>
          {filled.length > 1 && !large && <small>{parts.find((part) => part.id === id)?.label}</small>}
          <Inert block text={body.parts[id] ?? ''} />
        </div>
      ))}
    </div>
  );
}

/** What stands in it now that nobody answered for, and whether it may be cleared at all. */
function useStanding(props: OutgoingProps & { newest: Written }) {
  const { opened, newest, parts } = props;
  const checked = useChecked(opened);
  const { body } = newest.told;
  const as = { for: props.for, language: body.language };
  const text = textOf(
    body.parts,
    parts.map(({ id }) => id),
  );
  const findings = checked.check(text, as);
  const answered = new Set(body.kept.map(({ found }) => found.toLowerCase()));
  const { permits } = newest.draft;
  return {
    fresh: findings.filter(
      ({ found, standing }) =>
        !answered.has(found.toLowerCase()) && !(standing.is === 'permitted' && permits.includes(standing.permission)),
    ),
    refused: findings.filter(({ standing }) => standing.is === 'refused'),
    stops: checked.stops(text, as).filter(({ hint }) => !hint),
  };
}

/** The second reader: the very text, what was kept and why, then cleared or sent back. */
function SecondReader(props: OutgoingProps & { newest: Written }): ReactNode {
  const { opened, again, newest, place } = props;
  const t = useOwn({ en, es });
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const [back, setBack] = useState(false);
  const { fresh, refused, stops } = useStanding(props);
  const { told } = newest;
  return (
    <div className="act">
      <h4>{t.readTitle()}</h4>
      <p className="soft">{t.readNote()}</p>
      {fresh.length > 0 && (
        <>
          <p>{t.readNew()}</p>
          <Findings opened={opened} findings={fresh} />
        </>
      )}
      <StopLines stops={stops} />
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {refused.length > 0 ? (
        <Said tone="clay">{t.readRefused({ found: refused.map(({ found }) => `“${found}”`).join(', ') })}</Said>
      ) : (
        <button
          type="button"
          className="btn"
          disabled={busy}
          onClick={() =>
            void run(
              () =>
                keys.act(opened.row.incident, [
                  { kind: 'cleared', facts: { of: told.hash, file: told.file }, body: null },
                ]),
              again,
            )
          }
        >
          {t.readClear()}
        </button>
      )}{' '}
      {!back && (
        <button type="button" className="btn quiet" disabled={busy} onClick={() => setBack(true)}>
          {t.sendBack()}
        </button>
      )}
      {back && (
        <ActForm
          opened={opened}
          again={again}
          place={`${place}/back`}
          title={t.sendBack()}
          attempt={attemptOf('noted', { of: told.hash })}
          initial={{ text: '' }}
          label={t.sendBack()}
          quiet
          texts={({ text }) => [text]}
          make={({ text }) =>
            text.trim() === ''
              ? t.sendBackMissing()
              : [{ kind: 'noted', facts: { of: told.hash }, body: { v: 1, text: text.trim() } }]
          }
          afterwards={() => setBack(false)}
        >
          {({ text }, set) => (
            <TextField
              label={t.sendBackTitle()}
              rows={3}
              maxLength={10_000}
              value={text}
              onChange={(event) => set({ text: event.target.value })}
            />
          )}
        </ActForm>
      )}
    </div>
  );
}

/** A text that waits to be read, or was sent back. */
export function Reading(props: OutgoingProps & { newest: Written; anew: () => void }): ReactNode {
  const { opened, newest, anew } = props;
  const t = useOwn({ en, es });
  const { t: words } = useWords();
  const clock = useClock(opened.row.edition);
  const permission = usePermission(opened);
  const { told, back } = newest;
  const clears = permission(attemptOf('cleared', { of: told.hash, file: told.file }));
  return (
    <>
      <p className="soft">{t.outWritten({ name: whoIs(words, told.who), when: whenOf(told.at, clock) })}</p>
      <Sheet newest={newest} parts={props.parts} />
      <KeptWords title={t.readKept()} kept={newest.told.body.kept} />
      {back !== null ? (
        <div className="said amber">
          <p>{t.sentBack({ name: whoIs(words, back.who), when: whenOf(back.at, clock) })}</p>
          <Inert block text={back.body.text} />
        </div>
      ) : 'allowed' in clears ? (
        <SecondReader {...props} />
      ) : (
        <>
          <p className="said">{t.outWaiting()}</p>
          {clears.refused !== 'own-draft' && <p className="soft">{reasonIn(words, clears.refused)}</p>}
        </>
      )}
      <button type="button" className="btn quiet" onClick={anew}>
        {t.again()}
      </button>
    </>
  );
}
