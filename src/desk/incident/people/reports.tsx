import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { extractChannel } from '#domain/intake/report.ts';
import { useActing } from '../../frame/acting.ts';
import { labelOf, termOf, type Saying } from '../../frame/duties.ts';
import { Said } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { askAgain } from '../../frame/polled.ts';
import { editionOf, useClock, useSession, versionOf } from '../../frame/session.tsx';
import { owedWhen, whenOf } from '../../frame/times.ts';
import { useWords } from '../../frame/words.tsx';
import type { DutySeen, Opened } from '../../keys/incident-seen.ts';
import type { NearSeen } from '../../keys/standing-seen.ts';
import { useIncidents } from '../../list/incidents.ts';
import { useChannel } from '../../list/list.tsx';
import { usePermission, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { isTakenOut, toldOf } from '../handling/told.ts';
import { OutOf, TakenOut } from './taken-out.tsx';
import { usePeopleWords } from './words.ts';

type Owing = NearSeen['duties'] | readonly DutySeen[];

/** What one reporter is owed, with the clock that runs for them alone (D21). */
function Owed({ opened, duties }: { opened: Opened; duties: Owing }): ReactNode {
  const t = usePeopleWords();
  const { t: desk, language } = useWords();
  const { team } = useSession();
  const clock = useClock(opened.row.edition);
  const gathering = editionOf(team, opened.row.edition)?.gathering;
  const saying: Saying = { t: desk, language, procedure: versionOf(team, opened.procedure), gathering };
  return (
    <ul className="plain">
      {duties.map(({ id, cause, arose, due, state }) => {
        const what = labelOf(id, saying);
        const done = state.is === 'met' || state.is === 'waived';
        const when = owedWhen(termOf(id, arose, due, saying), clock);
        return (
          <li key={`${id} ${cause}`}>
            {done ? t.owedDone({ what }) : t.owedThem({ what })}
            {!done && <span className={`due ${when.urgency}`}> {when.words}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** One tap takes two apart again: each goes on by itself. */
function Apart({ opened, again, other }: PartProps & { other: string }): ReactNode {
  const t = usePeopleWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened);
  if (!('allowed' in permission(attemptOf('unlinked', { other })))) return null;
  return (
    <>
      <button
        type="button"
        className="btn quiet"
        disabled={busy}
        onClick={() =>
          void run(
            () => keys.takeApart(opened.row.incident, other),
            async () => {
              askAgain();
              await again();
            },
          )
        }
      >
        {t.takeApart()}
      </button>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
    </>
  );
}

/** A report that is handled here too, or the one that this is handled in: its own page is one tap away. */
function NearCard({ opened, again, near }: PartProps & { near: NearSeen }): ReactNode {
  const t = usePeopleWords();
  const clock = useClock(opened.row.edition);
  const channel = useChannel();
  const { incident, codeName, receivedAt, duties } = near;
  // Nobody stands behind what was taken out of another report: there is nobody to write to.
  const read = near.channel === extractChannel ? t.openTaken() : t.openReport();
  const isPart = opened.handling.incident.partOf !== '';
  return (
    <li className="card">
      <h4>{t.nearOne({ name: codeName, channel: channel(near.channel), when: whenOf(receivedAt, clock) })}</h4>
      <Owed opened={opened} duties={duties} />
      <p className="row">
        <Link href={deskPaths.incident(incident)}>{near.handles ? t.openWhole({ name: codeName }) : read}</Link>
        {(near.handles || !isPart) && <Apart opened={opened} again={again} other={incident} />}
      </p>
    </li>
  );
}

/** What is only looked at together with it, and why. */
function LinkedList({ opened, again }: PartProps): ReactNode {
  const t = usePeopleWords();
  const { rows } = useIncidents();
  const said = toldOf(opened, 'linked');
  return (
    <>
      <h4>{t.linkedWith()}</h4>
      <ul className="cards">
        {opened.handling.incident.linked.map((id) => (
          <li key={id} className="card">
            <Link href={deskPaths.incident(id)}>
              {rows?.find(({ incident }) => incident === id)?.codeName ?? t.linkedOne()}
            </Link>
            <Inert block text={said.findLast(({ facts }) => facts['other'] === id)?.body.why ?? ''} />
            <p className="row">
              <Apart opened={opened} again={again} other={id} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Each report that is handled here: how and when it came, and what its own reporter is owed. */
export function Reports({ opened, again }: PartProps): ReactNode {
  const t = usePeopleWords();
  const clock = useClock(opened.row.edition);
  const channel = useChannel();
  const { handling, near, duties } = opened;
  const { report } = handling.ids;
  const arrival = handling.reports.get(report)?.arrival;
  const own = duties.filter(({ owedTo, stream }) => owedTo === 'reporter' && stream === `report/${report}`);
  return (
    <section aria-labelledby="people-reports">
      <h3 id="people-reports">{t.reports()}</h3>
      <p className="soft">{t.reportsNote()}</p>
      <ul className="cards">
        <li className="card">
          {arrival && (
            <h4>{t.reportCame({ channel: channel(arrival.channel), when: whenOf(arrival.receivedAt, clock) })}</h4>
          )}
          {near.length > 0 && handling.incident.partOf === '' && <p className="soft">{t.reportFirst()}</p>}
          {isTakenOut(opened) ? <OutOf opened={opened} /> : <Owed opened={opened} duties={own} />}
        </li>
        {near.map((one) => (
          <NearCard key={one.incident} opened={opened} again={again} near={one} />
        ))}
      </ul>
      <TakenOut opened={opened} />
      {handling.incident.linked.length > 0 && <LinkedList opened={opened} again={again} />}
    </section>
  );
}
