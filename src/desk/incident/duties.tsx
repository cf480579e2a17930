import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import { labelOf, metByOf, owedToOf, termOf, type Saying } from '../frame/duties.ts';
import { nameOf, useClock, useSession, versionOf } from '../frame/session.tsx';
import { owedWhen, whenOf } from '../frame/times.ts';
import { whoIs } from '../frame/who.ts';
import { useWords } from '../frame/words.tsx';
import type { DutySeen, Opened } from '../keys/protocol.ts';

/** How many that wait are in view; the account must not be far below on a phone. */
const inView = 3;

export interface Laid {
  readonly first: readonly DutySeen[];
  readonly more: readonly DutySeen[];
  /** How many of `more` are overdue. */
  readonly late: number;
  readonly settled: readonly DutySeen[];
}

/** What waits before what is settled, in the order it is due; a long list keeps its first few in view. */
export function laidOut(duties: readonly DutySeen[]): Laid {
  const waits = duties.filter(({ state }) => state.is === 'open' || state.is === 'overdue');
  const fits = waits.length <= inView + 1;
  const more = fits ? [] : waits.slice(inView);
  return {
    first: fits ? waits : waits.slice(0, inView),
    more,
    late: more.filter(({ state }) => state.is === 'overdue').length,
    settled: duties.filter((duty) => !waits.includes(duty)),
  };
}

function One({ duty, opened }: { duty: DutySeen; opened: Opened }): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const clock = useClock(opened.row.edition);
  const saying: Saying = { t, language, procedure: versionOf(team, opened.procedure) };
  const { state } = duty;
  const label = <span className="what">{labelOf(duty.id, saying)}</span>;
  // Nothing is met before it arose, so what was owed at once is never called late.
  const term = termOf(duty.id, duty.arose, duty.due, saying);
  if (state.is === 'met' || state.is === 'waived') {
    const said = { name: whoIs(t, state.by), when: whenOf(state.at, clock) };
    return (
      <li>
        {label}
        <small>
          {state.is === 'waived'
            ? t.dutyWaived(said)
            : state.late && !term.atOnce
              ? t.dutyMetLate(said)
              : t.dutyMet(said)}
        </small>
      </li>
    );
  }
  const when = owedWhen(term, clock);
  const free = duty.free.map((id) => nameOf(team, id)).filter((name) => name !== '');
  const names = new Intl.ListFormat(language, { type: 'unit' }).format(free);
  return (
    <li>
      {label}
      <span className={`due ${when.urgency}`}>{when.words}</span>
      <small>
        <span>{metByOf(duty.id, saying)}</span>
        <span>{t.owedTo({ who: owedToOf(duty.owedTo, saying) })}</span>
      </small>
      <small className={free.length === 0 ? 'soon' : undefined}>
        {free.length === 0 ? t.dutyNobody() : t.dutyFree({ names })}
      </small>
    </li>
  );
}

function Rows({ duties, opened }: { duties: readonly DutySeen[]; opened: Opened }): ReactNode {
  return (
    <ul className="duties">
      {duties.map((duty) => (
        <One key={`${duty.id} ${duty.cause} ${duty.stream}`} duty={duty} opened={opened} />
      ))}
    </ul>
  );
}

/** All that is and was owed here, under the version of the procedure it was opened with. */
export function Duties({ opened }: { opened: Opened }): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const { first, more, late, settled } = laidOut(opened.duties);
  const procedure = versionOf(team, opened.procedure);
  return (
    <section className="owing here" aria-labelledby="owed-here">
      <h2 id="owed-here">{t.owed()}</h2>
      {first.length === 0 ? <p className="soft">{t.nothingOwed()}</p> : <Rows duties={first} opened={opened} />}
      {more.length > 0 && (
        <details>
          <summary>
            {late === 0 ? t.dutiesMore({ n: more.length }) : t.dutiesMoreLate({ n: more.length, late })}
          </summary>
          <Rows duties={more} opened={opened} />
        </details>
      )}
      {settled.length > 0 && (
        <details>
          <summary>{t.dutiesDone({ n: settled.length })}</summary>
          <Rows duties={settled} opened={opened} />
        </details>
      )}
      {procedure !== undefined && (
        <p className="version">
          {t.incidentVersion({ title: say(procedure.title, language), version: procedure.version })}
        </p>
      )}
    </section>
  );
}
