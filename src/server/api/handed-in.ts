import { receivedLater } from '#domain/intake/carried.ts';
import type { Recipients, Wishes } from '#domain/intake/recipients.ts';
import type { Roster } from '#domain/team/roster.ts';
import type { CurrentEdition, Organisation } from '../editions.ts';
import { listsOf } from './rosters.ts';

/**
 * Who must hold a report that waited on a phone, under the newest list and under each one since it was locked, newest
 * first: a phone that hands it over while the list moves has reckoned by an earlier one, and is told so. `current`: with
 * the version it is made under. `version`: of the list it was locked under; null if there was none such.
 */
export function handedInFor(
  organisation: Organisation,
  { edition, procedure }: CurrentEdition,
  version: number,
  wishes: Wishes,
  now: number,
): { readonly lockedUnder: Roster; readonly under: readonly Recipients[] } | null {
  const lists = listsOf(organisation);
  const then = lists.get(version);
  if (then === undefined) return null;
  const since = [...lists.values()].filter((roster) => roster.version >= version);
  const under = since
    .toSorted((a, b) => b.version - a.version)
    .map((head) => receivedLater(procedure, edition.id, head, then, wishes, now));
  return { lockedUnder: then, under };
}
