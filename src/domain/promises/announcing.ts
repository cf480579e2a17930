import { active, rolesAt, type RosterMember } from '../team/roster.ts';
import type { Ground } from './ground.ts';
import type { Handling } from './handling.ts';
import { refuse, type Refused } from './reason.ts';

const free = ({ now }: Ground, { away }: Handling, member: RosterMember): boolean =>
  active(member, now) && !away.has(member.id);

const has = ({ edition }: Ground, member: RosterMember, roles: readonly string[]): boolean =>
  rolesAt(member, edition.id).some((role) => roles.includes(role));

/** Holders of the right itself who are free for this incident. */
export function announcers(ground: Ground, handling: Handling): readonly RosterMember[] {
  const { by } = ground.procedure.public.announcing;
  return ground.roster.members.filter((member) => has(ground, member, by) && free(ground, handling, member));
}

/**
 * Who may announce, and nobody else (PUB-05): a free holder of the right; a member to whom such a holder delegated it,
 * while that lasts; and the role named in advance once no holder is left (D16). A conflicted holder can neither approve
 * nor delegate, and what they delegated before is over too.
 */
export function mayNotAnnounce(ground: Ground, handling: Handling, member: RosterMember): Refused | null {
  const { announcing } = ground.procedure.public;
  const holders = announcers(ground, handling);
  if (holders.some(({ id }) => id === member.id)) return null;
  const given = handling.speaking.delegations.filter(
    (one) => one.member === member.id && holders.some(({ sign }) => sign === one.by),
  );
  if (given.some(({ until }) => until >= ground.now)) return null;
  if (holders.length === 0 && announcing.delegate !== null && has(ground, member, [announcing.delegate])) return null;
  return refuse(given.length > 0 ? 'delegation-over' : 'not-announcer', announcing.id);
}

/** Only a holder of the right delegates it: a delegate does not hand it on. */
export function mayNotDelegate(ground: Ground, handling: Handling, member: RosterMember): Refused | null {
  const holds = announcers(ground, handling).some(({ id }) => id === member.id);
  return holds ? null : refuse('not-announcer', ground.procedure.public.announcing.id);
}
