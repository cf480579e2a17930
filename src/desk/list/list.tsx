import { lazy, Suspense, type ReactNode } from 'react';
import { Link } from 'wouter';
import { extractChannel } from '#domain/intake/report.ts';
import { countedIn } from '#domain/promises/linking.ts';
import type { IncidentSummary } from '#wire/api.ts';
import { labelOf, termOf, type Saying } from '../frame/duties.ts';
import { deskPaths } from '../frame/places.ts';
import { refusalIn } from '../frame/refusals.ts';
import { editionOf, useClock, useSession, versionOf } from '../frame/session.tsx';
import { ageOf, owedWhen } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { usePeopleWords } from '../incident/people/words.ts';
import { useTakenWords } from '../incident/taken/words.ts';
import { OnDutyNow } from '../rota/on-duty.tsx';
import { Asked } from './asked.tsx';
import { sorted, useIncidents } from './incidents.ts';
import './list.css';

/** Where no provider tells of calls it is nothing. */
const LineList = lazy(() => import('../calls/line.tsx'));

/** How a report came: a word of ours for what the header says. */
export function useChannel(): (channel: string) => string {
  const { t } = useWords();
  const people = usePeopleWords();
  const taken = useTakenWords();
  return (channel) => {
    if (channel === extractChannel) return people.channelExtract();
    if (channel === 'in-person') return taken.channelInPerson();
    if (channel === 'phone') return taken.channelPhone();
    if (channel === 'e-mail') return t.channelEmail();
    if (channel === 'sms') return t.channelSms();
    return channel === 'web' ? t.channelWeb() : channel;
  };
}

/** What an incident is handled in, by its name where that is among these rows. */
function usePartOf(rows: readonly IncidentSummary[] | null): (row: IncidentSummary) => string {
  const t = usePeopleWords();
  return ({ partOf }) => {
    const whole = rows?.find(({ incident }) => incident === partOf);
    if (partOf === '') return '';
    return whole === undefined ? t.partOfOther() : t.partOfShort({ name: whole.codeName });
  };
}

function Row({ row, here, part }: { row: IncidentSummary; here: boolean; part: string }): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const clock = useClock(row.edition);
  const channel = useChannel();
  const gathering = editionOf(team, row.edition)?.gathering;
  const saying: Saying = { t, language, procedure: versionOf(team, row.procedure), gathering };
  // Of what is owed at once the list knows the date alone: it arose then.
  const due = owedWhen(termOf(row.owed, row.due, row.due, saying), clock);
  const edition = team.editions.length > 1 ? ` · ${editionOf(team, row.edition)?.name ?? ''}` : '';
  return (
    <li>
      <Link href={deskPaths.incident(row.incident)} aria-current={here ? 'true' : undefined}>
        <span className="name">{row.codeName}</span>
        {part !== '' && <span className="chip tint">{part}</span>}
        {row.waits === 'yes' && <span className="chip tint">{t.reporterWrote()}</span>}
        {row.owed === '' ? (
          <span className="chip moss">{t.nothingOwed()}</span>
        ) : (
          <>
            <span className={`due ${due.urgency}`}>{due.words}</span>
            <span className="owed">{labelOf(row.owed, saying)}</span>
          </>
        )}
        <span className="id">
          {row.ongoing === 'yes' && row.closed !== 'yes' && <b className="urgent">{t.stillGoingOn()} · </b>}
          {channel(row.channel)} · {ageOf(row.receivedAt, clock)}
          {edition}
        </span>
      </Link>
    </li>
  );
}

/** Every incident this member may see. Nothing a reporter wrote is in it. `second`: the page has a heading of its own. */
export function List({ here, second = false }: { here: string; second?: boolean }): ReactNode {
  const { t } = useWords();
  const words = usePeopleWords();
  const { rows, problem, more } = useIncidents();
  const partOf = usePartOf(rows);
  const counts = countedIn(rows ?? []);
  const { asking, open, closed } = sorted(rows ?? []);
  const listed = (some: readonly IncidentSummary[]): ReactNode => (
    <ul>
      {some.map((row) => (
        <Row key={row.incident} row={row} here={row.incident === here} part={partOf(row)} />
      ))}
    </ul>
  );
  return (
    <section className="list" aria-labelledby="incidents">
      <header>{second ? <h2 id="incidents">{t.incidents()}</h2> : <h1 id="incidents">{t.incidents()}</h1>}</header>
      {here === '' && <OnDutyNow />}
      {here === '' && !second && <Asked />}
      {here === '' && (
        <Suspense>
          <LineList />
        </Suspense>
      )}
      {problem !== null && problem.refused !== 'offline' && <p className="said clay">{refusalIn(t, problem)}</p>}
      {rows?.length === 0 && <p className="empty">{t.noIncidents()}</p>}
      {listed(asking.length === 0 ? open : asking)}
      {asking.length > 0 && open.length > 0 && (
        // Open until somebody folds it: that nothing is owed does not say that nothing is to be read.
        <details open>
          <summary>
            {t.nothingOwed()} {more === null && <span className="count">{open.length}</span>}
          </summary>
          {listed(open)}
        </details>
      )}
      {closed.length > 0 && (
        <details open={closed.some(({ incident }) => incident === here)}>
          <summary>
            {t.closedOnes()} {more === null && <span className="count">{closed.length}</span>}
          </summary>
          {listed(closed)}
        </details>
      )}
      {more === null && counts.reports !== counts.incidents && <p className="soft">{words.listCounts(counts)}</p>}
      {more !== null && (
        <button type="button" className="btn quiet more" onClick={() => void more()}>
          {t.showMore()}
        </button>
      )}
    </section>
  );
}
