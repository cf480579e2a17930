import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import { clauseOf, labelOf, metByOf, owedToOf, termOf, type Saying } from '../frame/duties.ts';
import { editionOf, nameOf, useClock, useSession, versionOf } from '../frame/session.tsx';
import { owedWhen, whenOf } from '../frame/times.ts';
import { whoIs } from '../frame/who.ts';
import { useWords } from '../frame/words.tsx';
import type { DutySeen, Opened } from '../keys/incident-seen.ts';
import { waitsForWords } from './paper.tsx';
import './duties.css';

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

/** Who is free for all of them, when that is the same people: then it is said once. */
export function freeForAll(duties: readonly DutySeen[]): readonly string[] {
  const [first, ...others] = duties;
  const same = others.length > 0 && others.every(({ free }) => free.join(' ') === first?.free.join(' '));
  return same ? (first?.free ?? []) : [];
}

function useNames(): (ids: readonly string[]) => string {
  const { language } = useWords();
  const { team } = useSession();
  return (ids) => {
    const names = ids.map((id) => nameOf(team, id)).filter((name) => name !== '');
    return new Intl.ListFormat(language, { type: 'unit' }).format(names);
  };
}

/** The clause it comes from, for whoever asks. */
function Why({ duty, saying }: { duty: string; saying: Saying }): ReactNode {
  const { t } = useWords();
  const clause = clauseOf(duty, saying);
  return clause === '' ? null : (
    <details className="why">
      <summary>{t.dutyWhy()}</summary>
      <p>{clause}</p>
    </details>
  );
}

function One({ duty, opened, quiet }: { duty: DutySeen; opened: Opened; quiet: boolean }): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const clock = useClock(opened.row.edition);
  const namesOf = useNames();
  const gathering = editionOf(team, opened.row.edition)?.gathering;
  const saying: Saying = { t, language, procedure: versionOf(team, opened.procedure), gathering };
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
  const names = namesOf(duty.free);
  const waits = waitsForWords(opened, duty, saying.procedure);
  return (
    <li>
      {label}
      <span className={`due ${when.urgency}`}>{when.words}</span>
      <small>
        <span>{waits ? t.dutyWaitsForWords() : metByOf(duty.id, saying)}</span>{' '}
        <span>{t.owedTo({ who: owedToOf(duty.owedTo, saying) })}</span>
      </small>
      {!quiet && (
        <small className={names === '' ? 'soon' : undefined}>
          {names === '' ? t.dutyNobody() : t.dutyFree({ names })}
        </small>
      )}
      <Why duty={duty.id} saying={saying} />
    </li>
  );
}

/** `quiet`: who is free for them is said elsewhere. */
export function Rows({
  duties,
  opened,
  quiet = false,
}: {
  duties: readonly DutySeen[];
  opened: Opened;
  quiet?: boolean;
}): ReactNode {
  return (
    <ul className="duties">
      {duties.map((duty) => (
        <One key={`${duty.id} ${duty.cause} ${duty.stream}`} duty={duty} opened={opened} quiet={quiet} />
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
  const free = freeForAll(first);
  const quiet = free.length > 0;
  const names = useNames()(free);
  return (
    <section className="owing here" aria-labelledby="owed-here">
      <h2 id="owed-here">{t.owed()}</h2>
      {first.length === 0 ? (
        <p className="soft">{t.nothingOwed()}</p>
      ) : (
        <Rows duties={first} opened={opened} quiet={quiet} />
      )}
      {quiet && <p className="free">{t.dutiesFree({ names })}</p>}
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
