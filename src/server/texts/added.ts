import { alertsFor } from '../birth-append.ts';
import { addSaid, type SaidLater } from '../additions.ts';
import type { CurrentEdition, Organisation } from '../editions.ts';
import type { Parts } from '../parts.ts';

/** What somebody texts after their report is there. */
export interface TextedLater extends Pick<SaidLater, 'report' | 'number' | 'known' | 'files' | 'jobs'> {
  /** The same for the same message, so that it is added once. */
  readonly id: string;
  /** By the event that the report is of. */
  readonly text: (current: CurrentEdition) => string;
}

interface TextAdded {
  readonly current: CurrentEdition;
  /** Names of those who can read it. */
  readonly readers: readonly string[];
}

/** Of what one number keeps sending, an alert at most so often, ms. */
const alertEvery = 120_000;

/** When each report was last alerted for, by this process. */
const alerted = new Map<string, number>();

/**
 * An alert at once for the first of several messages, and one for all that follow it within two minutes: whoever sends
 * fifty a minute wakes nobody fifty times, and the last of them is told of too. One that is stored at a second try stays
 * what it was at the first.
 */
function alertsOnce(report: string): NonNullable<SaidLater['alerts']> {
  let turn: { readonly place: 'first' | 'rest'; readonly since: number } | null = null;
  return (incident, members, at) => {
    for (const [other, when] of alerted) if (when + alertEvery <= at) alerted.delete(other);
    const last = alerted.get(report);
    turn ??= last === undefined ? { place: 'first', since: at } : { place: 'rest', since: last };
    const { place, since } = turn;
    alerted.set(report, since);
    const due = place === 'first' ? at : since + alertEvery;
    return alertsFor(incident, members, due, `texts/${report}/${since}/${place}`);
  };
}

/** The event that a report is of, while it is one that we know. */
export async function eventOfReport(
  { store }: Pick<Parts, 'store'>,
  { org, editions }: Organisation,
  report: string,
): Promise<CurrentEdition | null> {
  const row = await store.incidentOf(org, report);
  return editions.find(({ edition }) => edition.id === row?.edition) ?? null;
}

/**
 * Adds one more text message to a report whose words nobody holds. `gone`: it takes nothing any more; `there`: this was added
 * already; null: somebody else wrote in between, four times over. Nothing was written then.
 */
export async function addText(
  parts: Parts,
  organisation: Organisation,
  { text, ...later }: TextedLater,
): Promise<TextAdded | 'gone' | 'there' | null> {
  const current = await eventOfReport(parts, organisation, later.report);
  if (current === null) return 'gone';
  const alerts = alertsOnce(later.report);
  const done = await addSaid(parts, organisation, current, null, { ...later, text: text(current), alerts });
  if (done === 'words-first') return 'gone';
  return done === null || typeof done === 'string' ? done : { current, readers: done.readers };
}
