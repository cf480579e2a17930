import { mostAttendees } from '#domain/edition/attendees.ts';
import type { NotDone } from '../sending/ask.ts';
import type { Wrong } from './reading.ts';
import type { AttendeeWords } from './words.ts';

/** Why a file cannot be brought in, and what would help. */
export function wrongIn(t: AttendeeWords, wrong: Wrong, language: string): string {
  const figure = (n: number): string => new Intl.NumberFormat(language).format(n);
  switch (wrong.wrong) {
    case 'empty':
      return t.wrongEmpty();
    case 'other':
      return t.wrongOther();
    case 'no-heading':
      return t.wrongNoHeading();
    case 'one-column':
      return t.wrongOneColumn();
    case 'nobody':
      return t.wrongNobody();
    case 'too-large':
      return t.wrongTooLarge();
    case 'unread':
      return t.wrongUnread();
    case 'open-quote':
      return t.wrongOpenQuote({ line: figure(wrong.line) });
    case 'too-many':
      return t.wrongTooMany({ rows: figure(wrong.rows), most: figure(mostAttendees) });
  }
}

/** Refusals that mean something of their own here; `''`: say it as everywhere. */
export function notBroughtIn(t: AttendeeWords, refused: NotDone['refused'] | ''): string {
  if (refused === 'not-found' || refused === 'not-allowed') return t.notReached();
  if (refused === 'closed') return t.over();
  return refused === 'too-large' ? t.tooLarge() : '';
}
