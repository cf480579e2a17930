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
  return { a, b, name, names, anyOf: (roles) => names(roles.toSorted()) };
}

/** One line when it is another now. */
export const instead = (whom: string, what: string, from: string, to: string): readonly Change[] =>
  from === to ? [] : [{ whom, says: `${what}: ${to}, until now ${from}` }];

/** Where it holds, of the places where the procedure does. */
export const at = ({ gatherings }: Procedure, own: readonly string[]): string =>
  gatherings.every((one) => own.includes(one)) ? 'all' : listed(gatherings.filter((one) => own.includes(one)));

/** Two lists by id: what is no more, what is new, and what is in both. */
export interface Matched<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
  readonly both: readonly (readonly [T, T])[];
}

export function matched<T extends { readonly id: string }>(a: readonly T[], b: readonly T[]): Matched<T> {
  return {
    gone: a.filter((one) => !b.some(({ id }) => id === one.id)),
    come: b.filter((one) => !a.some(({ id }) => id === one.id)),
    both: a.flatMap((one) => {
      const other = b.find(({ id }) => id === one.id);
      return other === undefined ? [] : [[one, other] as const];
    }),
  };
}
