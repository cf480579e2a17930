import { useId, type ReactNode } from 'react';
import { rolesOf } from '../../frame/duties.ts';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { reasonIn } from '../../frame/reasons.ts';
import { editionOf, useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from './names.ts';
import { Outside } from './outside.tsx';

/** The rule of the procedure has fired: on which of its two numbers, and who can be appointed by a tap (COI-04). */
export function StandIn({ opened, again }: { opened: Opened; again: () => Promise<void> }): ReactNode {
  const { t, language } = useWords();
  const { keys, team } = useSession();
  const { busy, problem, run } = useActing();
  const { nameOf } = useNames();
  const heading = useId();
  const { standIn, oneLeadFree, letIn, may } = opened.conflicts;
  const { incident, edition } = opened.row;
  const procedure = versionOf(team, opened.procedure);
  const gathering = editionOf(team, edition)?.gathering;
  const who = rolesOf([procedure?.standIn.rule?.of ?? ''], { t, language, procedure, gathering });
  if (standIn.fired === 'none')
    return oneLeadFree ? (
      <section className="said amber" aria-labelledby={heading}>
        <p id={heading}>
          <b>{t.oneLead()}</b> {t.oneLeadNote()} {letIn.length > 0 && <a href="#let-in">{t.oneLeadGo()}</a>}
        </p>
      </section>
    ) : null;
  return (
    <section className="card ask" aria-labelledby={heading}>
      <h2 id={heading}>{t.standInTitle()}</h2>
      <p>{standIn.fired === 'too-many-recused' ? t.standInTooMany({ who }) : t.standInTooFew({ who })}</p>
      {standIn.offered.length === 0 ? (
        <>
          <p>
            <b>{t.standInNobody()}</b>
          </p>
          <Outside edition={edition} />
        </>
      ) : (
        <p className="soft">{t.standInNote()}</p>
      )}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {standIn.offered.length > 0 && 'refused' in may.appoint ? (
        <p className="soft">{reasonIn(t, may.appoint.refused)}</p>
      ) : (
        <div className="row">
          {standIn.offered.map((member) => (
            <button
              key={member}
              type="button"
              className="btn quiet"
              disabled={busy}
              onClick={() => void run(() => keys.appointStandIn(incident, member), again)}
            >
              {t.standInAppoint({ name: nameOf(member) })}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
