import { rolesAt, type RosterMember } from '#domain/team/roster.ts';
import type { OwedDuty } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { usePaged, type Paged } from './paged.ts';

/** One duty: the same rule arises anew from each cause. */
export const keyOf = ({ incident, duty, cause, stream }: OwedDuty): string => `${incident} ${duty} ${cause} ${stream}`;

/** What is owed in every incident this member may see. */
export function useOwed(): Paged<OwedDuty> {
  return usePaged<OwedDuty>(staffPaths.api.duties, keyOf);
}

/** Whose it is: who it was given to by name, else who holds one of its roles at this event. */
export function isOwn({ owner, owedBy, edition }: OwedDuty, me: RosterMember): boolean {
  return owner === '' ? rolesAt(me, edition).some((role) => owedBy.includes(role)) : owner === me.id;
}

export const groups = ['overdue', 'yours', 'teams'] as const;
export type Group = (typeof groups)[number];

const order = ({ due }: OwedDuty): number => (due === 0 ? Infinity : due);

/** Each duty in one group, earliest first; what has no date comes last, in the order it arose. */
export function groupsOf(
  rows: readonly OwedDuty[],
  me: RosterMember,
  now: number,
): Readonly<Record<Group, readonly OwedDuty[]>> {
  const grouped: Record<Group, OwedDuty[]> = { overdue: [], yours: [], teams: [] };
  const byDue = rows.toSorted((a, b) => (order(a) === order(b) ? a.arose - b.arose : order(a) - order(b)));
  for (const row of byDue) {
    const late = row.due !== 0 && row.due < now;
    grouped[late ? 'overdue' : isOwn(row, me) ? 'yours' : 'teams'].push(row);
  }
  return grouped;
}

const week = 7 * 24 * 3_600_000;
/** A group shows at least this many, however far off they are. */
const atLeast = 3;

/** What has more than a week or no date is folded away below the rest, save the first few, and never a single one. */
export function foldedLater(
  rows: readonly OwedDuty[],
  now: number,
): { readonly soon: readonly OwedDuty[]; readonly later: readonly OwedDuty[] } {
  const soon = rows.filter(({ due }) => due !== 0 && due - now <= week).length;
  const shown = Math.max(soon, atLeast);
  return rows.length - shown < 2 ? { soon: rows, later: [] } : { soon: rows.slice(0, shown), later: rows.slice(shown) };
}
