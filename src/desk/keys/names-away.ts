import { namedIn } from '#domain/intake/named.ts';

/**
 * Who of these members (those who have no part in an incident) a text seems to name, by member id: what is about to be
 * written could be about them, or be meant for them (COI-03). Pure; leans to naming.
 */
export function namesAway(
  text: string,
  away: readonly { readonly id: string; readonly name: string }[],
): readonly string[] {
  const people = away.map(({ id, name }) => ({ id, name, ways: [] }));
  const mentions = namedIn({ text: { kind: 'text', text } }, people);
  return [...new Set(mentions.map(({ member }) => member))];
}
