import { dayAfter, endOfDay } from './clock.ts';
import type { Edition } from './edition.ts';

/** What is kept of somebody on the list of who came: what a badge says, and nothing to reach them by (FLD-10). */
export interface Attendee {
  readonly name: string;
  /** What is printed on the badge; `''` where the list has none. As are the others. */
  readonly badge: string;
  readonly company: string;
  /** Speaker, sponsor, ribbon: as the list calls it. */
  readonly role: string;
}

export const attendeeFields = ['name', 'badge', 'company', 'role'] as const;
export type AttendeeField = (typeof attendeeFields)[number];

/** Which column of the file holds it, from 0; −1: none. */
export type Columns = Readonly<Record<AttendeeField, number>>;

export const mostAttendees = 20_000;
/** Characters of one field. */
const longest = 120;
/** How long after the last day it may be looked at: reports come late, and a list that lies about is a danger. */
const keptDays = 14;

/** When the list is deleted, ms: at the end of the fourteenth day after the event. */
export function attendeesUntil({ to, zone }: Pick<Edition, 'to' | 'zone'>): number {
  return endOfDay(dayAfter(to, keptDays), zone);
}

/** Letters and digits as they are compared: no accents, no case. Any script. */
const plain = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

/** One line of text: no control or direction characters; a formula for a spreadsheet is text here like any other. */
const lineOf = (text: string): string =>
  [...text.replaceAll(/[\p{C}\p{Z}\s]+/gu, ' ').trim()].slice(0, longest).join('').trim();

/** What ticket shops call the columns, most telling first; matched on whole words of the heading. English and Spanish. */
const headings: Readonly<Record<AttendeeField, readonly string[]>> = {
  name: ['attendee name', 'full name', 'name on badge', 'badge name', 'nombre completo', 'name', 'nombre', 'asistente'],
  badge: [
    'badge number',
    'badge no',
    'badge id',
    'numero de credencial',
    'credencial',
    'badge',
    'position id',
    'ticket number',
  ],
  company: ['company', 'organisation', 'organization', 'affiliation', 'empresa', 'organizacion', 'employer'],
  role: ['ribbon', 'ribbons', 'role', 'rol', 'ticket type', 'category', 'product', 'item', 'tipo', 'tipo de entrada'],
};

/** The columns by their headings, each used once; a guess that whoever brings the list in looks over. */
export function columnsGuessed(heading: readonly string[]): Columns {
  const names = heading.map((one) => plain(one.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')));
  const taken = new Set<number>();
  const find = (field: AttendeeField): number => {
    const wanted = headings[field];
    const fits = (test: (name: string, word: string) => boolean): number | undefined => {
      for (const word of wanted) {
        const at = names.findIndex((name, n) => !taken.has(n) && test(name, word));
        if (at >= 0) return at;
      }
      return undefined;
    };
    const at = fits((name, word) => name === word) ?? fits((name, word) => ` ${name} `.includes(` ${word} `)) ?? -1;
    if (at >= 0) taken.add(at);
    return at;
  };
  // The company before the name, for "company name" is none; the name before the badge, for "badge name" is one.
  const company = find('company');
  const name = find('name');
  return { name, badge: find('badge'), company, role: find('role') };
}

export interface AttendeesRead {
  readonly people: readonly Attendee[];
  /** Rows with neither a name nor a badge, and those that were too many. */
  readonly passedOver: number;
}

/** The rows of a file, without its heading, as people. Every column that is not named stays out. */
export function readAttendees(rows: readonly (readonly string[])[], columns: Columns): AttendeesRead {
  const people: Attendee[] = [];
  let passedOver = 0;
  for (const row of rows) {
    const of = (field: AttendeeField): string => lineOf(row[columns[field]] ?? '');
    const one: Attendee = { name: of('name'), badge: of('badge'), company: of('company'), role: of('role') };
    if ((one.name === '' && one.badge === '') || people.length >= mostAttendees) passedOver++;
    else people.push(one);
  }
  return { people, passedOver };
}

/** A number as it is read aloud: `#0452`, `0452` and `452` are one. */
const bare = (text: string): string =>
  plain(text)
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+(?=.)/u, '');

/**
 * Who fits what was asked: by their badge, whole; else those in whose name each of the words begins a word, as it is or
 * without its accents. Fewer than two letters fit nobody. At most `most`, in the list's order; whether there are more.
 */
export function findAttendees(
  people: readonly Attendee[],
  asked: string,
  most = 8,
): { readonly found: readonly Attendee[]; readonly more: boolean } {
  const number = bare(asked);
  const byBadge = number === '' ? [] : people.filter(({ badge }) => badge !== '' && bare(badge) === number);
  const words = plain(asked)
    .split(' ')
    .filter((word) => word !== '');
  const begins = ({ name }: Attendee): boolean => {
    const parts = plain(name).split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  };
  const byName = words.join('').length < 2 ? [] : people.filter((one) => begins(one) && !byBadge.includes(one));
  const fit = [...byBadge, ...byName];
  return { found: fit.slice(0, most), more: fit.length > most };
}
