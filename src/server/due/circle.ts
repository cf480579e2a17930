import type { Edition } from '#domain/edition/edition.ts';
import { isWaiting, keptOut } from '#domain/promises/grants.ts';
import type { Handling } from '#domain/promises/handling.ts';
import { active, memberOf, type Roster } from '#domain/team/roster.ts';
import { sha256Hex } from '#seal/digest.ts';

/**
 * Free members who hold what was told, by the newest keys; where there are none, free members who are asked about the
 * names first: somebody has to answer.
 */
export function holdersIn(handling: Handling, roster: Roster, now: number): readonly string[] {
  const away = keptOut(handling);
  const free = (compartment: 'account' | 'parties'): readonly string[] => {
    const manifests = [...handling.reports.values()].flatMap(({ holding }) => holding.newest.get(compartment) ?? []);
    const ids = new Set(manifests.flatMap(({ manifest }) => manifest.holders.map(({ member }) => member)));
    return [...ids].filter((id) => {
      const member = memberOf(roster, id);
      return member !== undefined && active(member, now) && !away.has(id);
    });
  };
  const holding = free('account');
  return holding.length > 0 ? holding : free('parties').filter((id) => isWaiting(handling, id));
}

/** Who is free for it, as a digest: the same for what the same people of an event could take. */
export function circleOf(
  { handling, edition }: { readonly handling: Handling; readonly edition: Pick<Edition, 'id'> },
  roster: Roster,
  now: number,
): string {
  return sha256Hex(JSON.stringify([edition.id, ...holdersIn(handling, roster, now).toSorted()]));
}

/**
 * Nobody is woken sooner after the last time for what the same people could take, ms (see "Note: One ring for many"). Below a
 * minute: whoever floods us must not keep an honest report from being heard within its minute.
 */
export const wakesApart = 50_000;
