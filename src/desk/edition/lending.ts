import { dayOf, endOfDay } from '#domain/edition/clock.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { randomHex, sha256Hex } from '#seal/digest.ts';
import type { DutyPhoneSent, DutyPhoneShown } from '#wire/hallway.ts';
import { staffPaths } from '#wire/staff-paths.ts';

const hour = 3_600_000;
/** Lent at one event at the same time, as the server has it. */
export const mostLent = 20;

/** Until when a phone can be lent, ms: the end of the event's day first, unless that is nearly over; then shifts. */
export function shiftEnds(now: number, { zone }: Pick<Edition, 'zone'>): readonly number[] {
  const tonight = endOfDay(dayOf(now, zone), zone);
  const shifts = [4, 8, 12].map((hours) => Math.floor((now + hours * hour) / (15 * 60_000)) * 15 * 60_000);
  const left = tonight - now;
  // The night that clocks go back has a day of 25 hours.
  return left > 2 * hour && left <= 24 * hour ? [tonight, ...shifts] : shifts;
}

export const isLent = ({ until, ended }: DutyPhoneShown, now: number): boolean => !ended && now < until;

/** What is sent of a phone that is lent, and the link that stays here: the server never has the secret. */
export function newLent(name: string, until: number, origin: string): { sent: DutyPhoneSent; link: string } {
  const secret = randomHex(16);
  return {
    sent: { name: name.trim(), until, secret: sha256Hex(secret) },
    link: `${origin}${staffPaths.hallway}#d=${secret}`,
  };
}
