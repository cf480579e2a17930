import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { OwedDuty } from '#wire/api.ts';
import type { Desk } from '#words/made/shape.ts';
import { labelOf, metByOf, owedToOf, rolesOf, termOf, type Saying } from '../frame/duties.ts';
import { deskPaths } from '../frame/places.ts';
import { refusalIn } from '../frame/refusals.ts';
import { editionOf, nameOf, useClock, useSession, versionOf } from '../frame/session.tsx';
import { owedWhen, whenOf } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { useNotices } from '../lists/told.ts';
import { Asked } from './asked.tsx';
import { foldedLater, groups, groupsOf, isOwn, keyOf, useOwed, type Group } from './owed.ts';
import './duties.css';

function groupName(t: Desk, group: Group): string {
  switch (group) {
    case 'overdue':
      return t.owedOverdue();
    case 'yours':
      return t.owedYours();
    case 'teams':
      return t.owedTeams();
  }
}

function Row({ row, group }: { row: OwedDuty; group: Group }): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const clock = useClock(row.edition);
  const gathering = editionOf(team, row.edition)?.gathering;
  const saying: Saying = { t, language, procedure: versionOf(team, row.procedure), gathering };
  const when = owedWhen(termOf(row.duty, row.arose, row.due, saying), clock);
  const own = isOwn(row, team.me);
  const whose = nameOf(team, row.owner) || rolesOf(row.owedBy, saying);
  const quiet = [
    metByOf(row.duty, saying),
    t.owedTo({ who: owedToOf(row.owedTo, saying) }),
    own ? '' : t.owedBy({ who: whose }),
    team.editions.length > 1 ? (editionOf(team, row.edition)?.name ?? '') : '',
  ].filter((part) => part !== '');
  return (
    <li>
      <Link href={deskPaths.incident(row.incident)}>
        <span className="name">
          {row.codeName} {own && group === 'overdue' && <span className="chip tint">{t.owedYours()}</span>}
        </span>{' '}
        <span className="what">{labelOf(row.duty, saying)}</span>
      </Link>
      <span className={`due ${when.urgency}`}>{when.words}</span>
      <small>
        {quiet.map((part) => (
          <Fragment key={part}>
            <span>{part}</span>{' '}
          </Fragment>
        ))}
      </small>
    </li>
  );
}

function Rows({ rows, group }: { rows: readonly OwedDuty[]; group: Group }): ReactNode {
  return (
    <ul className="duties">
      {rows.map((row) => (
        <Row key={keyOf(row)} row={row} group={group} />
      ))}
    </ul>
  );
}

function Grouped({ rows, group }: { rows: readonly OwedDuty[]; group: Group }): ReactNode {
  const { t } = useWords();
  const { now } = useSession();
  const { soon, later } = foldedLater(rows, now());
  return (
    <section aria-labelledby={`owed-${group}`}>
      <h2 id={`owed-${group}`}>
        {groupName(t, group)} <span className="count">{rows.length}</span>
      </h2>
      <Rows rows={soon} group={group} />
      {later.length > 0 && (
        <details>
          <summary>{t.owedLater({ n: later.length })}</summary>
          <Rows rows={later} group={group} />
        </details>
      )}
    </section>
  );
}

/** Without a network: what stands here, and since when. */
function Unreached({ heardAt }: { heardAt: number }): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  const clock = useClock(team.editions[0]?.edition.id ?? '');
  return <p className="soft">{heardAt === 0 ? t.owedUnheard() : t.owedAsOf({ when: whenOf(heardAt, clock) })}</p>;
}

/** What is owed in every incident this member may see: what is late, what is theirs, what is their team's. */
export function OwedList(): ReactNode {
  const { t } = useWords();
  const { team, now } = useSession();
  const { rows, problem, heardAt, more } = useOwed();
  const grouped = groupsOf(rows ?? [], team.me, now());
  // Who decides an appeal sees no incident, and hence no duty of it: papers that wait for them are said here.
  const { all } = useNotices();
  const appeals = (all ?? []).filter((one) => one.for === 'appeal' && one.ended === null && one.decides).length;
  return (
    <section className="owing" aria-labelledby="owed">
      <h1 id="owed">{t.owed()}</h1>
      <Asked />
      {problem !== null && problem.refused !== 'offline' && <p className="said clay">{refusalIn(t, problem)}</p>}
      {problem?.refused === 'offline' && <Unreached heardAt={heardAt} />}
      {rows === null && problem === null && <p className="soft slow">{t.opening()}</p>}
      {appeals > 0 && (
        <p className="said soft">
          <Link href={deskPaths.lists}>{t.owedAppeals({ n: appeals })}</Link>
        </p>
      )}
      {rows?.length === 0 && appeals === 0 && <p className="soft">{t.owedNothing()}</p>}
      {groups.map((group) => grouped[group].length > 0 && <Grouped key={group} rows={grouped[group]} group={group} />)}
      {more !== null && (
        <button type="button" className="btn quiet more" onClick={() => void more()}>
          {t.showMore()}
        </button>
      )}
    </section>
  );
}
