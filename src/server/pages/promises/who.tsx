import type { ReactNode } from 'react';
import type { TeamMember } from '#questions/fieldset.tsx';
import { paths } from '#wire/paths.ts';
import { Danger, Languages } from '../frame/document.tsx';
import { dayName, teamOf, type EventView } from '../frame/view.ts';

function People({ people }: { people: readonly TeamMember[] }): ReactNode {
  return (
    <ul className="readers">
      {people.map((member) => (
        <li key={member.id}>
          {member.name}
          <small>{member.part}</small>
        </li>
      ))}
    </ul>
  );
}

/** Who would receive a new report, computed from the signed list of keys (RPT-13). */
export function WhoPage({ view }: { view: EventView }): ReactNode {
  const { w, edition, organisation } = view;
  const team = teamOf(view);
  return (
    <>
      <Languages view={view} path={paths.who(edition.id)} />
      <h1>{w.whoTitle()}</h1>
      <Danger view={view} />
      <p className="lede">{w.whoLede({ event: edition.name })}</p>
      <People people={team.readers} />
      {team.behind.length > 0 && (
        <>
          <h2>{w.whoFallback()}</h2>
          <People people={team.behind} />
        </>
      )}
      {team.direct.length > 0 && (
        <>
          <h2>{w.whoDirect()}</h2>
          <People people={team.direct} />
        </>
      )}
      <p>{w.whoOperator()}</p>
      <p className="small">{w.whoConfirmed({ day: dayName(view, organisation.roster.time) })}</p>
      <p className="small">
        {w.whoCheck()}{' '}
        <bdi dir="ltr" className="print">
          {organisation.org}
        </bdi>
      </p>
    </>
  );
}
