import type { Edition } from '#domain/edition/edition.ts';

/** An instant (ms) as clocks at the event show it: the time, and the day before it when that is another one. */
export function timeAt({ zone }: Pick<Edition, 'zone'>, at: number, now: number, language: string): string {
  const day = (one: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(one);
  const time = new Intl.DateTimeFormat(language, { timeZone: zone, timeStyle: 'short' }).format(at);
  if (day(at) === day(now)) return time;
  const short = { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' } as const;
  return `${new Intl.DateTimeFormat(language, short).format(at)}, ${time}`;
}

/** The event's own day, in words. */
export function dayAt({ zone }: Pick<Edition, 'zone'>, at: number, language: string): string {
  const long = { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' } as const;
  return new Intl.DateTimeFormat(language, long).format(at);
}

const minute = 60_000;

/** A length of time (ms) in the largest unit it has at least two of: "11 hours". */
export function spanText(ms: number, language: string): string {
  const units = [
    ['day', 1_440 * minute],
    ['hour', 60 * minute],
    ['minute', minute],
  ] as const;
  const [unit, length] = units.find(([, one]) => ms >= 2 * one) ?? ['minute', minute];
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.round(ms / length));
}
