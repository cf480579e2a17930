import type { Facts, Header } from './header.ts';

const factOf = (facts: Facts, key: string) => facts.find(([name]) => name === key)?.[1];

/** The value of an instant or a count, or null when it is absent or no number. */
export function numberFact({ facts }: Pick<Header, 'facts'>, key: string): number | null {
  const value = factOf(facts, key);
  return typeof value === 'number' ? value : null;
}

/** The texts of a list fact; one text counts as a list of one, anything else as none. */
export function listFact({ facts }: Pick<Header, 'facts'>, key: string): readonly string[] {
  const value = factOf(facts, key);
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).filter((one) => typeof one === 'string');
}
