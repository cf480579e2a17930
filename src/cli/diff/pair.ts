import { say, type Procedure, type ProtectedPerson, type Text } from '#domain/procedure/procedure.ts';
import { owedToWords, protectedWords } from '../words.ts';

/** One thing that changes, and for whom. */
export interface Change {
  readonly whom: string;
  readonly says: string;
}

export const reporters = owedToWords.reporter;
export const reported = owedToWords['reported-person'];
export const everybody = owedToWords.public;
export const team = owedToWords.team;

export const en = (text: Text): string => say(text, 'en');
export const listed = (names: readonly string[], empty = 'nothing'): string =>
  names.length === 0 ? empty : names.join(', ');
export const someOf = (people: readonly ProtectedPerson[]): string =>
  listed(people.toSorted().map((one) => protectedWords[one]));

/** Both procedures, and the names of their roles: the newer name where both have the role. */
export interface Pair {
  readonly a: Procedure;
  readonly b: Procedure;
  readonly name: (role: string) => string;
  /** In the order of the list, where the order says something. */
  readonly names: (roles: readonly string[]) => string;
  /** In one order, where it says nothing. */
  readonly anyOf: (roles: readonly string[]) => string;
}

export function pairOf(a: Procedure, b: Procedure): Pair {
  const name = (id: string): string => {
    const role = b.roles.find((one) => one.id === id) ?? a.roles.find((one) => one.id === id);
    return role === undefined ? id : en(role.name);
  };
  const names = (roles: readonly string[]): string => listed(roles.map(name), 'nobody');
  return { a, b, name, names, anyOf: (roles) => listed(roles.map(name).toSorted(), 'nobody') };
}

/** One line when it is another now. */
export const instead = (whom: string, what: string, from: string, to: string): readonly Change[] =>
  from === to ? [] : [{ whom, says: `${what}: ${to}, until now ${from}` }];

/** The same of two lists whose order says nothing. */
export function insteadOf(
  whom: string,
  what: string,
  from: readonly string[],
  to: readonly string[],
): readonly Change[] {
  const same = from.toSorted().join('\n') === to.toSorted().join('\n');
  return same ? [] : instead(whom, what, listed(from), listed(to));
}

/** Where it holds, of the places where the procedure does. */
export function at({ gatherings }: Procedure, own: readonly string[]): readonly string[] {
  return gatherings.every((one) => own.includes(one)) ? ['all'] : gatherings.filter((one) => own.includes(one));
}

/** What a thing is called, where it may have got another id. */
export const called = {
  label: ({ label }: { readonly label: Text }): string => en(label),
  name: ({ name }: { readonly name: Text }): string => en(name),
  text: ({ text }: { readonly text: Text }): string => en(text),
} as const;

/** Two lists by id: what is no more, what is new, and what is in both. */
export interface Matched<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
  /** With those that are called the same and have another id. */
  readonly both: readonly (readonly [T, T])[];
}

export function matched<T extends { readonly id: string }>(
  a: readonly T[],
  b: readonly T[],
  calledAs: (one: T) => string,
): Matched<T> {
  const left = b.filter((one) => !a.some(({ id }) => id === one.id));
  const partner = (one: T): T | undefined => {
    const same = b.find(({ id }) => id === one.id);
    if (same !== undefined) return same;
    const place = left.findIndex((other) => calledAs(other) === calledAs(one));
    return place < 0 ? undefined : left.splice(place, 1)[0];
  };
  const pairs = a.map((one) => [one, partner(one)] as const);
  return {
    gone: pairs.flatMap(([one, other]) => (other === undefined ? [one] : [])),
    come: left,
    both: pairs.flatMap(([one, other]) => (other === undefined ? [] : [[one, other] as const])),
  };
}

/** One line when a thing has another id now: it is still the same thing. */
export const renamed = (
  whom: string,
  what: string,
  [old, now]: readonly [{ readonly id: string }, { readonly id: string }],
): readonly Change[] => instead(whom, `${what}, its id`, old.id, now.id);
