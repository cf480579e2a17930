import type { Answers, Person as Told } from '../intake/answers.ts';
import type { Question } from '../procedure/procedure.ts';
import type { IdentityJoined, PersonNoted, PersonPart } from './bodies.ts';

/** An opened entry of the incident, as far as people are concerned. */
export interface PeopleEntry {
  readonly hash: string;
  readonly kind: string;
  /** For `identity-undone`: the hash of the joining. */
  readonly of: string;
  readonly body: unknown;
}

/** What is known of somebody, without who they are in the record. */
export type Known = Omit<PersonNoted, 'v' | 'person'>;

/** Somebody in an incident as the team knows them now. */
export interface Person extends Known {
  readonly person: string;
  /** The newest entry about them. */
  readonly hash: string;
  /** Who turned out to be the same, by the joining that said so. */
  readonly joined: readonly { readonly joining: string; readonly person: string }[];
}

/**
 * Everybody in the incident, in the order they were first noted; who was joined with another stands under the one that
 * was kept. Total: what names nobody changes nothing (D21).
 */
export function peopleIn(entries: readonly PeopleEntry[]): readonly Person[] {
  const noted = new Map<string, Person>();
  const joinings = new Map<string, IdentityJoined>();
  for (const { hash, kind, of, body } of entries) {
    if (kind === 'person-noted' && body !== null) {
      const { v: _, ...person } = body as PersonNoted;
      noted.set(person.person, { ...person, hash, joined: [] });
    }
    if (kind === 'identity-joined' && body !== null) joinings.set(hash, body as IdentityJoined);
    if (kind === 'identity-undone') joinings.delete(of);
  }
  const under = new Map<string, string>();
  // No depth to run out of, and each step is taken once: joinings that lead on and on stop nobody's page.
  const rootOf = (person: string): string => {
    const way: string[] = [];
    let root = person;
    for (let next = under.get(root); next !== undefined; next = under.get(root)) {
      way.push(root);
      root = next;
    }
    for (const one of way) if (one !== root) under.set(one, root);
    return root;
  };
  for (const { kept, other } of joinings.values()) {
    const [a, b] = [rootOf(kept), rootOf(other)];
    if (a !== b && noted.has(a) && noted.has(b)) under.set(b, a);
  }
  const joined = new Map<string, { readonly joining: string; readonly person: string }[]>();
  for (const [joining, { other }] of joinings) {
    const root = rootOf(other);
    if (root === other) continue;
    const found = joined.get(root) ?? [];
    found.push({ joining, person: other });
    joined.set(root, found);
  }
  return [...noted.values()]
    .filter(({ person }) => !under.has(person))
    .map((person) => ({ ...person, joined: joined.get(person.person) ?? [] }));
}

/** Whom an id stands for now: who was joined with another is that other. */
export function standsFor(people: readonly Person[], person: string): string {
  const now = people.find((one) => one.person === person || one.joined.some((by) => by.person === person));
  return now?.person ?? person;
}

/**
 * Everything that anybody was ever noted as, oldest first, each under whom they are now: for a search that must not
 * forget a name because it was corrected or joined. `parts`: all of those who turned out to be one.
 */
export function everNotedIn(entries: readonly PeopleEntry[]): readonly (Known & Pick<Person, 'person'>)[] {
  const now = new Map(
    peopleIn(entries).flatMap(({ person, joined }) =>
      [person, ...joined.map((one) => one.person)].map((one) => [one, person] as const),
    ),
  );
  const notes = entries.flatMap(({ kind, body }) => {
    if (kind !== 'person-noted' || body === null) return [];
    const { v: _, ...noted } = body as PersonNoted;
    return [{ ...noted, own: noted.person, person: now.get(noted.person) ?? noted.person }];
  });
  const newest = new Map(notes.map(({ own, person, parts }) => [own, { person, parts }]));
  const together = new Map<string, Set<PersonPart>>();
  for (const { person, parts } of newest.values())
    together.set(person, new Set([...(together.get(person) ?? []), ...parts]));
  return notes.map(({ own: _own, ...noted }) => ({ ...noted, parts: [...(together.get(noted.person) ?? [])] }));
}

/** A person whom the reporter wrote down, as a member could note them: nobody is copied by itself. */
export interface Suggested {
  /** Question and card, as one key. */
  readonly key: string;
  readonly known: Known;
}

/** Which part the people of a question had, by the rows it answers: who is reported, else who was there. */
const partOf = ({ rows }: Pick<Question, 'rows'>): PersonPart => (rows.includes('FLD-09') ? 'reported' : 'present');

const said = (...words: readonly (string | undefined)[]): readonly string[] =>
  words.flatMap((word) => (word === undefined || word.trim() === '' ? [] : [word.trim()]));

const knownFrom = (told: Told, part: PersonPart): Known => ({
  name: told.name?.trim() ?? '',
  also: said(told.handle, told.badge),
  looks: said(told.looks, told.role, told.part).join(', '),
  parts: [part],
  organisation: false,
  minor: false,
  contact: told.contact?.trim() ?? '',
});

const alike = (one: Known, other: Known): boolean =>
  one.name === other.name &&
  one.looks === other.looks &&
  one.contact === other.contact &&
  one.also.join('\n') === other.also.join('\n');

/** Whom the answers name and nobody noted yet, whatever became of the note since (FLD-09). */
export function suggestedIn(
  questions: readonly Pick<Question, 'id' | 'rows'>[],
  answers: Answers,
  entries: readonly PeopleEntry[],
): readonly Suggested[] {
  const noted = entries.flatMap(({ kind, body }) => (kind === 'person-noted' && body ? [body as PersonNoted] : []));
  return Object.entries(answers).flatMap(([id, answer]) => {
    const question = questions.find((one) => one.id === id) ?? { rows: [] };
    if (answer.kind !== 'people') return [];
    return answer.people.flatMap((told, card) => {
      const known = knownFrom(told, partOf(question));
      const empty = said(known.name, known.looks, known.contact, ...known.also).length === 0;
      return empty || noted.some((one) => alike(one, known)) ? [] : [{ key: `${id} ${card}`, known }];
    });
  });
}

/** "M." for a minor, also where somebody has only looks; else the name, or what they look like, or another name. */
export function shownAs({ name, looks, also, minor }: Pick<Known, 'name' | 'looks' | 'also' | 'minor'>): string {
  const [shown = ''] = said(name, looks, ...also);
  const [initial = ''] = shown;
  return minor && initial !== '' ? `${initial.toUpperCase()}.` : shown;
}

/** What was noted of somebody before, oldest first, the newest left out. */
export function earlierOf(entries: readonly PeopleEntry[], person: string): readonly PeopleEntry[] {
  return entries
    .filter(({ kind, body }) => kind === 'person-noted' && (body as PersonNoted | null)?.person === person)
    .slice(0, -1);
}
