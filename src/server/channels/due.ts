import { dayAfter, dayOf, fieldAt } from '#domain/edition/clock.ts';
import type { Edition } from '#domain/edition/edition.ts';

/** Before anybody is about, and before doors open. */
const early = '07:00';
/** The evening before an event. */
const late = '20:00';

/**
 * The latest time that a test letter should have left by, ms: every day early, and the evening before an event too, on the
 * clock of each event; without an event by that of UTC. The same in every process.
 */
export function testDue(editions: readonly Pick<Edition, 'from' | 'zone'>[], now: number): number {
  const clocks = editions.length === 0 ? [{ from: '', zone: 'UTC' }] : editions;
  const times = clocks.flatMap(({ from, zone }) => {
    const today = dayOf(now, zone);
    return [
      ...[today, dayAfter(today, -1)].map((day) => fieldAt(`${day}T${early}`, zone)),
      ...(from === '' ? [] : [fieldAt(`${dayAfter(from, -1)}T${late}`, zone)]),
    ];
  });
  return Math.max(...times.map((at) => (at !== null && at <= now ? at : 0)));
}
