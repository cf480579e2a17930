import { active, type RosterMember } from '#domain/team/roster.ts';
import type { HallwayPack } from '#wire/hallway.ts';
import { readNote } from '#seal/roster.ts';

/** Who is of the team at this event now (ms), for a choice of names. The Worker verified the list before it was kept. */
export function teamOf({ notes, edition }: HallwayPack, now: number): readonly RosterMember[] {
  const head = readNote(notes.at(-1) ?? '');
  if ('refused' in head) return [];
  return head.roster.members
    .filter((member) => active(member, now) && member.roles.some(([at]) => at === edition.id))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
