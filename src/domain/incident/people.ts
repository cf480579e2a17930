import type { IdentityJoined, PersonNoted } from './bodies.ts';

/** An opened entry of the incident, as far as people are concerned. */
export interface PeopleEntry {
  readonly hash: string;
  readonly kind: string;
  /** For `identity-undone`: the hash of the joining. */
  readonly of: string;
  readonly body: unknown;
}

/** Somebody in an incident as the team knows them now. */
export interface Person extends Omit<PersonNoted, 'v'> {
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
  const rootOf = (person: string): string => {
    const next = under.get(person);
    return next === undefined ? person : rootOf(next);
  };
  for (const { kept, other } of joinings.values()) {
    const [a, b] = [rootOf(kept), rootOf(other)];
    if (a !== b && noted.has(a) && noted.has(b)) under.set(b, a);
  }
  return [...noted.values()]
    .filter(({ person }) => !under.has(person))
    .map((person) => ({
      ...person,
      joined: [...joinings].flatMap(([joining, { other }]) =>
        rootOf(other) === person.person && other !== person.person ? [{ joining, person: other }] : [],
      ),
    }));
}
