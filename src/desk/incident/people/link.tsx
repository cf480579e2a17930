import { useState, type ReactNode } from 'react';
import { costsNothing } from '#domain/promises/linking.ts';
import { useDraft } from '../../drafts/draft.ts';
import { useActing } from '../../frame/acting.ts';
import { Pick, Said, TextField } from '../../frame/field.tsx';
import { askAgain } from '../../frame/polled.ts';
import { reasonIn } from '../../frame/reasons.ts';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { LinkSeen } from '../../keys/standing-seen.ts';
import { useIncidents } from '../../list/incidents.ts';
import { useNames } from '../conflict/names.ts';
import { NotOffered, usePermission, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { usePeopleWords } from './words.ts';

/** Whom it would cost what, each in a sentence. */
export function CostLines({ cost }: Pick<LinkSeen, 'cost'>): ReactNode {
  const t = usePeopleWords();
  const { each } = useNames();
  const said = [
    [cost.wouldStepAside, t.costAside],
    [cost.wouldLose, t.costLose],
    [cost.onlyFirst, t.costOnlyHere],
    [cost.onlyOther, t.costOnlyThere],
    [cost.asked, t.costAsked],
  ] as const;
  return said.map(
    ([ids, words]) => ids.length > 0 && <Said key={words({ names: '' })}>{words({ names: each(ids) })}</Said>,
  );
}

/** What it would change for whom, before anybody confirms it; nothing is offered while somebody would pay for it. */
function Cost({ seen: { cost, alike, heldBack }, part }: { seen: LinkSeen; part: boolean }): ReactNode {
  const t = usePeopleWords();
  const { t: desk } = useWords();
  return (
    <>
      {!alike && <Said>{t.linkUnlike()}</Said>}
      {part && heldBack !== null && (
        <Said>{heldBack === 'duty-open' ? t.linkPressing() : t.linkBusy({ reason: reasonIn(desk, heldBack) })}</Said>
      )}
      <CostLines cost={cost} />
      {alike && costsNothing(cost) && <Said tone="moss">{t.linkFree()}</Said>}
    </>
  );
}

const initial = { other: '', how: 'part', why: '' };

/** Puts this incident together with another one that this member sees. */
export function LinkForm({ opened, again }: PartProps): ReactNode {
  const t = usePeopleWords();
  const { t: desk } = useWords();
  const { keys } = useSession();
  const { incident, edition } = opened.row;
  const { rows } = useIncidents();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened);
  const draft = useDraft(`incident/${incident}/people/link`, initial);
  const [seen, setSeen] = useState<LinkSeen | null>(null);
  const [missing, setMissing] = useState(false);
  const { other, how, why } = draft.value;
  const part = how === 'part';
  const may = permission(attemptOf('linked', { how, other }));
  if (opened.handling.incident.partOf !== '') return null;
  if ('refused' in may) return <NotOffered act={t.link()} permission={may} />;
  const { linked, parts } = opened.handling.incident;
  const others = (rows ?? []).filter(
    (row) =>
      row.incident !== incident &&
      row.edition === edition &&
      row.partOf === '' &&
      ![...linked, ...parts].includes(row.incident),
  );
  const free = seen !== null && seen.alike && costsNothing(seen.cost) && (!part || seen.heldBack === null);
  const change = (more: Partial<typeof initial>): void => {
    draft.set(more);
    setMissing(false);
    if ('other' in more) setSeen(null);
  };
  const submit = (): void => {
    if (other === '' || why.trim() === '') return setMissing(true);
    if (!free) return void run(() => keys.linkCost(incident, other), setSeen);
    return void run(
      () => (part ? keys.join(other, incident, why.trim()) : keys.lookTogether(incident, other, why.trim())),
      async () => {
        draft.clear();
        setSeen(null);
        askAgain();
        await again();
      },
    );
  };
  return (
    <form
      className="act"
      aria-labelledby="people-link"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3 id="people-link">{t.link()}</h3>
      <p className="soft">{t.linkNote()}</p>
      {others.length === 0 ? (
        <p className="empty">{t.linkNone()}</p>
      ) : (
        <>
          <Pick label={t.linkOther()} value={other} onChange={(event) => change({ other: event.target.value })}>
            <option value="">…</option>
            {others.map((row) => (
              <option key={row.incident} value={row.incident}>
                {row.codeName}
              </option>
            ))}
          </Pick>
          <fieldset>
            <legend>{t.linkHow()}</legend>
            {[
              { is: 'part', label: t.linkPart(), hint: t.linkPartHint() },
              { is: 'beside', label: t.linkBeside(), hint: t.linkBesideHint() },
            ].map(({ is, label, hint }) => (
              <div key={is} className="tick">
                <input
                  id={`people-link-${is}`}
                  type="radio"
                  name="people-link"
                  checked={how === is}
                  onChange={() => change({ how: is })}
                />
                <label htmlFor={`people-link-${is}`}>
                  {label}
                  <small>{hint}</small>
                </label>
              </div>
            ))}
          </fieldset>
          <TextField
            label={t.linkWhy()}
            rows={2}
            value={why}
            onChange={(event) => change({ why: event.target.value })}
          />
          {seen !== null && <Cost seen={seen} part={part} />}
          {missing && <Said tone="clay">{t.linkMissing()}</Said>}
          {problem !== '' && <Said tone="clay">{`${problem} ${desk.textKept()}`}</Said>}
          <button className="btn quiet" disabled={busy}>
            {busy ? desk.sending() : free ? t.linkConfirm() : t.linkLook()}
          </button>
        </>
      )}
    </form>
  );
}
