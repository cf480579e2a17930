import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { absentFrom, expectedAtDebrief } from '#domain/after/debrief.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { fill } from '#domain/procedure/values.ts';
import { rolesIn } from '../edition/wording.ts';
import { Inert } from '../frame/inert.tsx';
import { deskPaths } from '../frame/places.ts';
import { editionOf, procedureOf, useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { Agenda } from './agenda.tsx';
import { Attendance } from './attendance.tsx';
import { Outcome } from './outcome.tsx';
import { Readings } from './reading.tsx';
import { useSheets } from './sheets.ts';
import { useStanding } from './standing.ts';
import { useGatheringWords } from './words.ts';
import './gatherings.css';

interface Props {
  readonly edition: Edition;
  readonly procedure: Procedure;
}

function Briefing({ edition, procedure }: Props): ReactNode {
  const t = useGatheringWords();
  const { language } = useWords();
  const { staff, seen, briefingAsked, unbriefed, names } = useStanding(edition, procedure);
  const met = seen.attended.some((one) => one.for !== 'debrief');
  const clause = procedure.briefing.find(({ rows }) => rows.includes('PRP-03'));
  return (
    <section aria-labelledby="briefing">
      <h2 id="briefing">{t.meeting()}</h2>
      <p className="soft">
        {!briefingAsked && t.meetingFree()}
        {briefingAsked &&
          (clause === undefined ? t.meetingAsked() : fill(procedure, clause.text, language, edition.gathering))}
      </p>
      {unbriefed.length === 0 ? (
        <p className="said moss">{t.allBriefed()}</p>
      ) : (
        (briefingAsked || met) && <p>{t.notBriefed({ names: names(unbriefed) })}</p>
      )}
      <Attendance edition={edition} procedure={procedure} meeting="briefing" title={t.whoBriefing()} staff={staff} />
      {met && (
        <Attendance edition={edition} procedure={procedure} meeting="make-up" title={t.whoMakeUp()} staff={staff} />
      )}
    </section>
  );
}

function Debrief({ edition, procedure }: Props): ReactNode {
  const t = useGatheringWords();
  const { language } = useWords();
  const { team, now } = useSession();
  const { staff, seen, names } = useStanding(edition, procedure);
  const sheets = useSheets();
  const expected = expectedAtDebrief(procedure, edition.id, team, now());
  const absent = absentFrom(seen, expected);
  const held = seen.attended.some((one) => one.for === 'debrief');
  const { debrief } = procedure;
  return (
    <section aria-labelledby="debrief">
      <h2 id="debrief">{t.debrief()}</h2>
      {debrief === null ? (
        <p className="soft">{t.noDebrief()}</p>
      ) : (
        <p className="soft">
          {fill(procedure, debrief.text, language, edition.gathering)}{' '}
          {t.hosts({ roles: rolesIn(procedure, debrief.hosts, language) })}
        </p>
      )}
      {held && absent.length > 0 && <p>{t.absent({ names: names(absent) })}</p>}
      {held && absent.length === 0 && expected.length > 0 && <p className="said moss">{t.allThere()}</p>}
      <Attendance
        edition={edition}
        procedure={procedure}
        meeting="debrief"
        title={t.whoDebrief()}
        staff={expected.length > 0 ? expected : staff}
      />
      <Agenda edition={edition} sheets={sheets} />
      <Outcome edition={edition} procedure={procedure} sheets={sheets} />
    </section>
  );
}

/** Before and after an event: read, meet; meet again, go through it, and keep what is to be done (PRP-01…04, DBR-01…03). */
export default function GatheringsPage({ id }: { id: string }): ReactNode {
  const t = useGatheringWords();
  const { t: desk } = useWords();
  const { team } = useSession();
  const edition = editionOf(team, id);
  const procedure = procedureOf(team, id);
  if (edition === undefined || procedure === undefined)
    return (
      <main id="main" className="sheet">
        <h1>{t.title()}</h1>
        <p>{desk.eventUnknown()}</p>
      </main>
    );
  const others = team.editions.filter((one) => one.edition.id !== id);
  return (
    <main id="main" className="sheet wide gatherings" tabIndex={-1}>
      <h1>{t.title()}</h1>
      <p className="soft">
        <Inert text={edition.name} />
      </p>
      {others.length > 0 && (
        <ul className="plainly">
          {others.map((one) => (
            <li key={one.edition.id}>
              <Link href={deskPaths.gatherings(one.edition.id)}>
                <Inert text={one.edition.name} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Readings edition={edition} procedure={procedure} />
      <Briefing edition={edition} procedure={procedure} />
      <Debrief edition={edition} procedure={procedure} />
    </main>
  );
}
