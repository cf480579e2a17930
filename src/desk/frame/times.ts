import type { Desk } from '#words/made/shape.ts';

/** What times are said with. */
export interface Clock {
  readonly now: number;
  /** IANA zone of the event: every time on the desk is the event's. */
  readonly zone: string;
  readonly language: string;
  readonly t: Desk;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What is no time is said as none: a colleague's device may have written anything. */
const isTime = (at: number): boolean => !Number.isNaN(new Date(at).getTime());

const part = (at: number, { zone, language }: Clock, how: Intl.DateTimeFormatOptions): string =>
  isTime(at) ? new Intl.DateTimeFormat(language, { timeZone: zone, ...how }).format(at) : '–';

const dateIn = (at: number, zone: string): string =>
  isTime(at) ? new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(at) : '–';

export function timeOf(at: number, clock: Clock): string {
  return part(at, clock, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** "Sun 16 May", with the year when it is another one. */
export function dayOf(at: number, clock: Clock): string {
  const year = dateIn(at, clock.zone).slice(0, 4) !== dateIn(clock.now, clock.zone).slice(0, 4);
  return part(at, clock, { weekday: 'short', day: 'numeric', month: 'short', ...(year && { year: 'numeric' }) });
}

/** "today 18:00", "tomorrow 09:00", "yesterday 23:58", "Sun 23 May, 23:58": by the calendar of the event's zone. */
export function whenOf(at: number, clock: Clock): string {
  const time = timeOf(at, clock);
  if (!isTime(at)) return time;
  const date = dateIn(at, clock.zone);
  if (date === dateIn(clock.now, clock.zone)) return clock.t.today({ time });
  if (date === dateIn(clock.now + day, clock.zone)) return clock.t.tomorrow({ time });
  if (date === dateIn(clock.now - day, clock.zone)) return clock.t.yesterday({ time });
  return clock.t.onDay({ day: dayOf(at, clock), time });
}

/** A span in its largest whole unit; less than a minute is one minute. */
export function spanOf(ms: number, t: Desk): string {
  const length = Math.abs(ms);
  if (length < hour) return t.minutes({ n: Math.max(1, Math.floor(length / minute)) });
  if (length < 2 * day) return t.hours({ n: Math.floor(length / hour) });
  return t.days({ n: Math.floor(length / day) });
}

export type Urgency = 'late' | 'soon' | 'calm';

/** "today 18:00 · in 2 h", "yesterday 18:00 · 5 h late". Soon: within six hours. */
export function dueOf(due: number, clock: Clock): { readonly words: string; readonly urgency: Urgency } {
  const left = due - clock.now;
  const span = spanOf(left, clock.t);
  const when = whenOf(due, clock);
  if (left < 0) return { words: clock.t.dueLate({ when, span }), urgency: 'late' };
  return { words: clock.t.dueIn({ when, span }), urgency: left <= 6 * hour ? 'soon' : 'calm' };
}

/** From when until when something is owed: ms, no `due` without a date. */
export interface Term {
  readonly arose: number;
  readonly due: number | null;
  readonly atOnce: boolean;
}

/** "Due today 18:00 · in 2 h", "At once · since 15:04", "No date". */
export function owedWhen({ arose, due, atOnce }: Term, clock: Clock): ReturnType<typeof dueOf> {
  if (atOnce) {
    const today = dateIn(arose, clock.zone) === dateIn(clock.now, clock.zone);
    return {
      words: clock.t.atOnce({ when: today ? timeOf(arose, clock) : whenOf(arose, clock) }),
      urgency: 'late',
    };
  }
  return due === null ? { words: clock.t.noDate(), urgency: 'calm' } : dueOf(due, clock);
}

export function ageOf(at: number, clock: Clock): string {
  return clock.t.ago({ span: spanOf(clock.now - at, clock.t) });
}
