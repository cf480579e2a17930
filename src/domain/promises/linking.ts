import type { Holding } from '../record/holding.ts';
import type { Handling } from './handling.ts';

/** What putting a report into another incident would cost, before anybody confirms it. */
export interface LinkCost {
  /** Hold the incident and are kept apart from the report: they would have to step aside, or it stays apart. */
  readonly wouldStepAside: readonly string[];
  /** Hold the report and are kept apart from the incident: they would lose the report they read now. */
  readonly wouldLose: readonly string[];
}

const holdersOf = ({ newest }: Holding): readonly string[] =>
  [...newest.values()].flatMap(({ manifest }) => manifest.holders.map(({ member }) => member));

/** Everybody who holds a key of the incident or of a report in it. */
function holders({ incident, reports }: Handling): ReadonlySet<string> {
  return new Set([incident.holding, ...[...reports.values()].map(({ holding }) => holding)].flatMap(holdersOf));
}

/**
 * [Note: A link is paid for openly] Bars sit on reports and pass on to every incident that holds them: readers of a letter
 * are those who are free of all that it feeds. So a link is refused while anybody holds one side and is kept apart from
 * the other; that person steps aside first, which others see, or the two are kept apart (sealing §6).
 */
export function linkCost(incident: Handling, other: Handling): LinkCost {
  const both = (held: Handling, apart: Handling): readonly string[] =>
    [...holders(held)].filter((id) => apart.away.has(id) && !held.away.has(id)).toSorted();
  return { wouldStepAside: both(incident, other), wouldLose: both(other, incident) };
}
