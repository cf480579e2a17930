import type { Edition } from '../edition/edition.ts';
import { rolesWho, type Act, type Procedure } from '../procedure/procedure.ts';
import { active, memberOf, rolesAt, type Roster, type RosterMember } from '../team/roster.ts';
import { keptOut } from './grants.ts';
import type { Ground } from './ground.ts';
import type { Handling } from './handling.ts';
import { may } from './may.ts';
import type { Notice, NoticeFor } from './notices.ts';
import { allowed, refuse, type Allowed } from './reason.ts';

/** Who may write a notice that comes from no incident: for the team, who debriefs or takes notes; feedback, anybody. */
const acts: Readonly<Record<'team' | 'feedback', readonly Act[] | 'anybody'>> = {
  team: ['debrief', 'note'],
  feedback: 'anybody',
};

/** Whether readers are what a header may say: active members of the list, none twice, the author among them. */
export function areReaders(roster: Roster, author: RosterMember, readers: readonly string[], now: number): boolean {
  const known = readers.every((id) => {
    const member = memberOf(roster, id);
    return member !== undefined && active(member, now);
  });
  return known && new Set(readers).size === readers.length && readers.includes(author.id);
}

/** Whether this member may tell the team of an event, or leave feedback, with no incident behind it. */
export function mayTellApart(
  events: readonly { readonly edition: Pick<Edition, 'id'>; readonly procedure: Pick<Procedure, 'roles'> }[],
  member: RosterMember,
  purpose: 'team' | 'feedback',
): boolean {
  const wanted = acts[purpose];
  if (wanted === 'anybody') return true;
  return events.some(({ edition, procedure }) => {
    const held = rolesAt(member, edition.id);
    return wanted.some((act) => rolesWho(procedure, act).some(({ id }) => held.includes(id)));
  });
}

/** Ids of the roles that answer people who are upset: those that the procedure names for it, and who announces (PUB-09). */
export function rolesForFeedback({ roles }: Pick<Procedure, 'roles'>): readonly string[] {
  return roles.filter((role) => role.rows.includes('PUB-09') || role.may.includes('announce')).map(({ id }) => id);
}

/** What a notice may follow from, by what it is for. */
const causes: Readonly<Record<Exclude<NoticeFor, 'team' | 'feedback'>, readonly string[]>> = {
  door: ['measure-taken', 'consequence-decided'],
  bar: ['measure-taken', 'consequence-decided'],
  'audio-video': ['measure-taken', 'consequence-decided'],
  register: ['consequence-decided'],
  appeal: ['appeal-filed'],
};

/**
 * Whether a notice out of this incident may go to these readers: something was decided or done that it says, and nobody
 * is told who is kept out of it. That its author may disclose is asked of the `disclosed` that stands beside it.
 */
export function mayTell(
  handling: Handling,
  purpose: Exclude<NoticeFor, 'team' | 'feedback'>,
  of: string,
  readers: readonly string[],
): Allowed {
  const cause = handling.entries.find(({ hash }) => hash === of);
  if (cause === undefined || !causes[purpose].includes(cause.header.kind)) return refuse('no-such-entry');
  const out = keptOut(handling);
  return readers.some((id) => out.has(id)) ? refuse('invited-not-free') : allowed;
}

/**
 * Whether the notice may end: by who may disclose. A hold on video or slides that was decided is released by lifting it,
 * one that was laid at once by the team's review of it (RSP-07): never by a tap alone.
 */
export function mayEnd(
  ground: Ground,
  handling: Handling,
  member: RosterMember,
  { for: purpose }: Pick<Notice, 'for'>,
  of: string,
): Allowed {
  const said = may(ground, handling, member, { kind: 'disclosed', facts: [] });
  if ('refused' in said || purpose !== 'audio-video') return said;
  const { consequences, measures } = handling.response;
  const released =
    consequences.some(({ hash, lifted }) => hash === of && lifted !== null) ||
    measures.some(({ hash, reviewed }) => hash === of && reviewed !== null);
  return released ? allowed : refuse('no-such-entry');
}

/** Whether this member may decide the appeal `of` now: a reviewer by the procedure's body, free, and no decider. */
export function mayDecideAgain(ground: Ground, handling: Handling, member: RosterMember, of: string): boolean {
  const filed = handling.appeal.filed.find(({ hash }) => hash === of);
  if (filed === undefined || filed.decided !== null) return false;
  const facts = [
    ['of', of],
    ['outcome', 'stands'],
  ] as const;
  return !('refused' in may(ground, handling, member, { kind: 'appeal-decided', facts }));
}
