import type { Procedure } from '../procedure/procedure.ts';
import { active, rolesAt, type RosterMember } from '../team/roster.ts';
import { listNames, type ListName } from './bodies.ts';

/** The rows that are kept by telling the people of a list what to keep to. */
const rowsOf: Readonly<Record<ListName, readonly string[]>> = {
  // No contact, no evening events, leave now, a ban: all of them are seen to at a door.
  door: ['RSP-03', 'RSP-04', 'RSP-12', 'RSP-13'],
  bar: ['RSP-05'],
  'audio-video': ['RSP-06', 'RSP-07'],
};

/** The rows of a ban from events to come: it stands in the register of bans as well (RSP-13). */
const banned: readonly string[] = ['RSP-13'];

/**
 * Lists that a response of the catalogue is for, by the rows it answers: none where they say that it concerns nobody at an
 * event, as a warning does, and any where they say nothing of it.
 */
export function listsFor({ rows }: Pick<Procedure['responses']['list'][number], 'rows'>): readonly ListName[] {
  const known = rows.some((row) => row.startsWith('RSP-'));
  return listNames.filter((list) => !known || rows.some((row) => rowsOf[list].includes(row)));
}

export function isBan({ rows }: Pick<Procedure['responses']['list'][number], 'rows'>): boolean {
  return rows.some((row) => banned.includes(row));
}

/** Whose work a list is: active members whose role at the event answers its rows or has its name, `out` left aside. */
export function peopleOf(
  { roles }: Pick<Procedure, 'roles'>,
  list: ListName,
  edition: string,
  members: readonly RosterMember[],
  out: ReadonlySet<string>,
  now: number,
): readonly string[] {
  const theirs = roles.filter(({ id, rows, may }) => {
    // A role that decides or tells is not a list, whatever rows it answers.
    const onlyTold = may.every((act) => act === 'carry-out');
    return id === list || (onlyTold && rows.some((row) => rowsOf[list].includes(row)));
  });
  return members
    .filter((member) => active(member, now) && !out.has(member.id))
    .filter((member) => rolesAt(member, edition).some((role) => theirs.some(({ id }) => id === role)))
    .map(({ id }) => id);
}
