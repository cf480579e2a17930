import type { Reminder, Ring, Span } from './duty.ts';

const minutesIn = { minute: 1, hour: 60, day: 1_440 } as const;
type Unit = keyof typeof minutesIn;

const counted = /^([1-9]\d{0,4}) (minute|hour|day)s?$/u;

/** How durations are written: the whole grammar, for messages and docs. */
export const spanForms =
  '`at once`, `15 minutes`, `24 hours`, `7 days`, `30 days after the event`, `as agreed`, `when it ends` or `no limit`';
export const ringForms = '`at once`, or minutes or hours up to a day, as `5 minutes`';
export const reminderForms = '`75 %`, `3 days`, `due` or `1 day late`';

/** `24 hours` and its like, or null. Zero is written `at once`. */
export function parseSpan(text: string): Span | null {
  if (text === 'at once') return { unit: 'at-once' };
  if (text === 'as agreed') return { unit: 'agreed' };
  if (text === 'when it ends') return { unit: 'ending' };
  if (text === 'no limit') return { unit: 'no-limit' };
  const after = /^([1-9]\d{0,2}) days? after the event$/u.exec(text);
  if (after !== null) return { unit: 'after-event', count: Number(after[1]) };
  const found = counted.exec(text);
  if (found === null) return null;
  return { unit: `${found[2] as Unit}s`, count: Number(found[1]) };
}

/** `75 %`, `3 days`, `due`, `1 day late`, or null. */
export function parseReminder(text: string): Reminder | null {
  if (text === 'due') return { when: 'due' };
  const part = /^([1-9]\d?) ?%$/u.exec(text);
  if (part !== null) return { when: 'part', percent: Number(part[1]) };
  const late = text.endsWith(' late');
  const found = counted.exec(late ? text.slice(0, -' late'.length) : text);
  if (found === null) return null;
  const minutes = Number(found[1]) * minutesIn[found[2] as Unit];
  return late ? { when: 'late', minutes } : { when: 'after', minutes };
}

/** Minutes after which a step of waking comes: `at once`, `5 minutes`, up to a day; or null. */
export function parseRingAfter(text: string): number | null {
  const span = parseSpan(text);
  const minutes = span === null || span.unit === 'days' ? null : roughMinutes(span);
  return minutes === null || minutes > minutesIn.day ? null : minutes;
}

/** A span as it is written in the file. */
export function spanText(span: Span): string {
  switch (span.unit) {
    case 'minutes':
    case 'hours':
    case 'days':
      return `${span.count} ${span.count === 1 ? span.unit.slice(0, -1) : span.unit}`;
    case 'at-once':
      return 'at once';
    case 'agreed':
      return 'as agreed';
    case 'ending':
      return 'when it ends';
    case 'after-event':
      return `${span.count} ${span.count === 1 ? 'day' : 'days'} after the event`;
    case 'no-limit':
      return 'no limit';
  }
}

const countedText = (minutes: number): string => {
  if (minutes % minutesIn.day === 0) return spanText({ unit: 'days', count: minutes / minutesIn.day });
  if (minutes % minutesIn.hour === 0) return spanText({ unit: 'hours', count: minutes / minutesIn.hour });
  return spanText({ unit: 'minutes', count: minutes });
};

/** A reminder as it is written in the file. */
export function reminderText(reminder: Reminder): string {
  switch (reminder.when) {
    case 'part':
      return `${reminder.percent} %`;
    case 'after':
      return countedText(reminder.minutes);
    case 'due':
      return 'due';
    case 'late':
      return `${countedText(reminder.minutes)} late`;
  }
}

/** A step of waking, as people read it: `5 minutes: owed`. */
export function ringText({ after, whom }: Ring): string {
  return `${after === 0 ? 'at once' : countedText(after)}: ${whom}`;
}

/** Minutes of a counted span, days as 24 hours: to compare spans, never to reckon a date. */
export function roughMinutes(span: Span): number | null {
  switch (span.unit) {
    case 'minutes':
      return span.count;
    case 'hours':
      return span.count * 60;
    case 'days':
      return span.count * 1_440;
    case 'at-once':
      return 0;
    case 'agreed':
    case 'ending':
    case 'after-event':
    case 'no-limit':
      return null;
  }
}
