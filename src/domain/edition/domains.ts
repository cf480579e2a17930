import type { Contact } from './edition.ts';

/** The part of an address after the `@`, in small letters; `''` without one. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Whether one letter more, less, other, or two neighbours swapped make `a` into `b` (Damerau distance 1). */
export function isOneLetterOff(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || a === b) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}

/** Two mail domains of the event's contacts that differ by one letter: one of them may be misspelt (PRP-08). */
export interface NearDomains {
  readonly one: string;
  readonly other: string;
}

export function nearDomains(contacts: readonly Pick<Contact, 'email'>[]): readonly NearDomains[] {
  const domains = [...new Set(contacts.filter(({ email }) => email !== '').map(({ email }) => domainOf(email)))];
  return domains.flatMap((one, i) =>
    domains.slice(i + 1).flatMap((other) => (isOneLetterOff(one, other) ? [{ one, other }] : [])),
  );
}
