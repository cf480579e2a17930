import { listFact } from '../record/facts.ts';
import type { Verified } from '../record/header.ts';
import { rule } from '../record/rule.ts';
import { active, memberOf, type Roster, type RosterMember } from '../team/roster.ts';

/**
 * [Note: Who came] The list of attendees: sealed to the members who may look somebody up, named in the record of the
 * event, and looked at only out of an incident, which notes it. `until`: when the server deletes the file, ms; the line
 * that it was there stays. The newest list is the only one.
 */
export const attendeeKinds = {
  'attendees-listed': rule(['edition'], ['member'], [''], ['readers', 'until'], 'sealed', 'later'),
  'attendees-deleted': rule(['edition'], ['member'], [''], [], 'none', 'later'),
} as const;

/** The list as the event's record tells it. */
export interface AttendeeList {
  readonly entry: Verified;
  /** Member ids. */
  readonly readers: readonly string[];
  /** ms */
  readonly until: number;
}

/** The value of `until`, ms; 0 for none. */
export function untilOf({ header }: Pick<Verified, 'header'>): number {
  const value = header.facts.find(([key]) => key === 'until')?.[1];
  return typeof value === 'number' ? value : 0;
}

/**
 * The list of an event that is there now; null for none. `authorOf`: the member who had the right to settle the event
 * and signed it; lines of anybody else tell nothing.
 */
export function attendeeListOf(
  entries: readonly Verified[],
  authorOf: (entry: Verified) => RosterMember | undefined,
  now: number,
): AttendeeList | null {
  const last = entries.findLast((entry) => Object.hasOwn(attendeeKinds, entry.header.kind) && authorOf(entry));
  if (last?.header.kind !== 'attendees-listed' || untilOf(last) <= now) return null;
  return { entry: last, readers: listFact(last.header, 'readers'), until: untilOf(last) };
}

/** Whether these may be given the list of an event: active members who have a role there, at least one, none twice. */
export function areLookers(roster: Roster, edition: string, readers: readonly string[], now: number): boolean {
  const known = readers.every((id) => {
    const member = memberOf(roster, id);
    return member !== undefined && active(member, now) && member.roles.some(([at]) => at === edition);
  });
  return readers.length > 0 && known && new Set(readers).size === readers.length;
}
