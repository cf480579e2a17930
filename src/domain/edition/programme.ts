import { fieldAt, fieldOf } from './clock.ts';
import type { Edition, Session } from './edition.ts';

/** Sessions one event may have, and characters of a title and of a room. */
export const mostSessions = 2_000;
const longestTitle = 200;
const longestRoom = 80;

export interface ProgrammeRead {
  readonly sessions: readonly Session[];
  /** Entries that had no time, no title or no room, or were too many. */
  readonly passedOver: number;
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** One line of text: no control or direction characters, no runs of space; cut at `most` characters. */
function lineOf(value: unknown, most: number): string {
  const text = typeof value === 'string' ? value : '';
  const plain = text.replaceAll(/[\p{C}\p{Z}\s]+/gu, ' ').trim();
  return [...plain].slice(0, most).join('').trim();
}

/** `0:45`, `00:45` and `1:00:00:00` (days first), in ms; null for anything else, and for nothing or more than a week. */
function lengthOf(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{1,3}(?::\d{1,2}){1,3}$/u.test(value)) return null;
  const [minutes = 0, hours = 0, days = 0] = value.split(':').map(Number).toReversed();
  const length = ((days * 24 + hours) * 60 + minutes) * 60_000;
  return length > 0 && length <= 7 * 24 * 3_600_000 ? length : null;
}

function idOf(entry: Fields, taken: ReadonlySet<string>, at: number): string {
  const given = [entry['guid'], entry['id']].map((one) =>
    typeof one === 'string' || typeof one === 'number' ? String(one).toLowerCase() : '',
  );
  const id = given.find((one) => /^[a-z0-9][a-z0-9-]{0,39}$/u.test(one) && !taken.has(one));
  return id ?? `entry-${at}`;
}

function sessionOf(entry: Fields, room: string, zone: string): Omit<Session, 'id'> | null {
  const title = lineOf(entry['title'], longestTitle);
  const { date } = entry;
  const begins =
    typeof date === 'string' && /^\d{4}-\d\d-\d\dT.+(?:Z|[+-]\d\d:?\d\d)$/u.test(date) ? Date.parse(date) : NaN;
  const length = lengthOf(entry['duration']);
  if (title === '' || Number.isNaN(begins) || length === null) return null;
  return { title, room, from: fieldOf(begins, zone), to: fieldOf(begins + length, zone) };
}

/**
 * The sessions of a published programme: the `schedule.json` of frab, which pretalx writes too. Null when it is none. Of
 * each entry only title, room and times are taken: no speaker, no abstract, no address.
 */
export function readProgramme(value: unknown, zone: string): ProgrammeRead | null {
  const schedule = fieldsOf(fieldsOf(value)?.['schedule']);
  const days = fieldsOf(schedule?.['conference'])?.['days'];
  if (!Array.isArray(days)) return null;
  const sessions: Session[] = [];
  const taken = new Set<string>();
  let passedOver = 0;
  for (const day of days) {
    for (const [name, entries] of Object.entries(fieldsOf(fieldsOf(day)?.['rooms']) ?? {})) {
      for (const one of listOf(entries)) {
        const entry = fieldsOf(one);
        const read = entry && sessionOf(entry, lineOf(name, longestRoom), zone);
        if (entry === null || read === null || sessions.length >= mostSessions) {
          passedOver++;
          continue;
        }
        const id = idOf(entry, taken, sessions.length + 1);
        taken.add(id);
        sessions.push({ id, ...read });
      }
    }
  }
  return { sessions: sessions.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)), passedOver };
}

const minute = 60_000;
const most = { places: 12, talks: 8 };
/** People gather for a talk from then on. */
const before = 15 * minute;

/** How far a session is from `at`: 0 while it is on. Infinity when it is not near: over for longer than `lately`, or far off. */
function distance({ from, to }: Session, zone: string, at: number, lately: number): number {
  const [begins, ends] = [fieldAt(from, zone), fieldAt(to, zone)];
  if (begins === null || ends === null || begins - before > at || at > ends + lately) return Infinity;
  return Math.max(0, begins - at, at - ends);
}

/**
 * What is on about now, `at` in ms, as a place in words, a dozen at most: talks with their rooms, the nearest in time first,
 * those that were on within `lately` (ms) too; then the rooms of the day, or of the whole event on a day without talks.
 */
export function placesAt(
  { programme, zone }: Pick<Edition, 'programme' | 'zone'>,
  at: number,
  lately = 60 * minute,
): readonly string[] {
  const near = programme
    .map((session) => ({ session, far: distance(session, zone, at, lately) }))
    .filter(({ far }) => far < Infinity)
    .toSorted((a, b) => a.far - b.far)
    .slice(0, most.talks);
  const talks = near.map(({ session: { title, room } }) => (room === '' ? title : `${title} – ${room}`));
  const today = programme.filter(({ from }) => from.startsWith(fieldOf(at, zone).slice(0, 10)));
  const rooms = (today.length > 0 ? today : programme).map(({ room }) => room);
  return [...new Set([...talks, ...rooms])].filter((place) => place !== '').slice(0, most.places);
}
