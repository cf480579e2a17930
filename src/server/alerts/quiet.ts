import { fieldOf } from '#domain/edition/clock.ts';
import type { AlertQuiet } from '#store/channel-store.ts';

const minute = 60_000;
const dayLong = 1_440;

/** Minutes of the day that clocks in the zone show. */
function minuteOf(at: number, zone: string): number {
  const [hours = '0', minutes = '0'] = fieldOf(at, zone).slice(11).split(':');
  return Number(hours) * 60 + Number(minutes);
}

const within = ({ from, to }: Pick<AlertQuiet, 'from' | 'to'>, now: number): boolean =>
  from <= to ? now >= from && now < to : now >= from || now < to;

/**
 * When a member's quiet hours end that it is in now, ms; null outside of them. By the clock of the zone: a night in which
 * clocks change is longer or shorter, and ends at the same time of day.
 */
export function quietEnds(quiet: Pick<AlertQuiet, 'from' | 'to' | 'zone'>, at: number): number | null {
  const isQuiet = (when: number): boolean => within(quiet, minuteOf(when, quiet.zone));
  if (!isQuiet(at)) return null;
  const begun = Math.floor(at / minute) * minute;
  const left = (quiet.to - minuteOf(at, quiet.zone) + dayLong) % dayLong;
  let end = begun + left * minute;
  // Clocks may have changed in between: from where it would end on any other night, to where it does.
  while (isQuiet(end)) end += minute;
  while (end - minute > at && !isQuiet(end - minute)) end -= minute;
  return end;
}
