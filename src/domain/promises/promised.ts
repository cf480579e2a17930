import { addDays, dayAfter, endOfDay } from '../edition/clock.ts';
import type { Edition } from '../edition/edition.ts';
import type { Text } from '../procedure/clause.ts';
import type { DutyRule, Span } from '../procedure/duty.ts';

type Clock = Pick<Edition, 'zone' | 'to'>;
const minute = 60_000;

/** What a reporter is told that is owed to them from the moment their report arrives. */
export interface Promised {
  readonly duty: string;
  /** May hold `{due}`. */
  readonly text: Text;
  /** ms, or null where no clock runs. */
  readonly due: number | null;
}

/** By when something that arose then is due, ms; null without a clock, or where people agree on it later. */
export function dueAt(within: Span, arose: number, { zone, to }: Clock): number | null {
  switch (within.unit) {
    case 'minutes':
      return arose + within.count * minute;
    case 'hours':
      return arose + within.count * 60 * minute;
    case 'days':
      return addDays(arose, within.count, zone);
    case 'at-once':
      return arose;
    case 'after-event':
      return endOfDay(dayAfter(to, within.count), zone);
    case 'agreed':
    case 'ending':
    case 'no-limit':
      return null;
  }
}

/**
 * The promises of a report that just arrived with these facts, earliest first, those without a date last. The same
 * reckoning as `dutiesOf` uses later; alone in a file because a reporter's browser loads it (FUP-01).
 */
export function promisedAtBirth(
  duties: readonly DutyRule[],
  facts: Readonly<Record<string, string>>,
  receivedAt: number,
  edition: Clock,
): readonly Promised[] {
  const arises = (rule: DutyRule): boolean =>
    rule.arises.some(
      (when) =>
        when.kind === 'reported' &&
        Object.entries(when.facts).every(([key, values]) => values.includes(facts[key] ?? '')),
    );
  return duties
    .flatMap((rule): readonly Promised[] =>
      rule.owedTo === 'reporter' && rule.promise !== undefined && arises(rule)
        ? [{ duty: rule.id, text: rule.promise, due: dueAt(rule.within, receivedAt, edition) }]
        : [],
    )
    .toSorted((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity));
}
