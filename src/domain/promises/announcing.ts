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
 * Who may once no holder of the right is free (D16): the delegate named in advance; if none of those is free either, the
 * body that decides appeals; else nobody, and nothing is said.
 */
export function inTheirPlace(ground: Ground, handling: Handling): readonly RosterMember[] {
  const { public: shown, appeal } = ground.procedure;
  const nearest = [shown.announcing.delegate, appeal.body].map((role) =>
    role === null
      ? []
      : ground.roster.members.filter((member) => has(ground, member, [role]) && free(ground, handling, member)),
  );
  return nearest.find((members) => members.length > 0) ?? [];
}

/**
 * Who may announce, and nobody else (PUB-05): a free holder of the right; a member to whom such a holder delegated it,
 * while that lasts; and who stands in their place once no holder is left (D16). A conflicted holder can neither approve
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
  if (holders.length === 0 && inTheirPlace(ground, handling).some(({ id }) => id === member.id)) return null;
  return refuse(given.length > 0 ? 'delegation-over' : 'not-announcer', announcing.id);
}

/** Only a holder of the right delegates it: a delegate does not hand it on. */
export function mayNotDelegate(ground: Ground, handling: Handling, member: RosterMember): Refused | null {
  const holds = announcers(ground, handling).some(({ id }) => id === member.id);
  return holds ? null : refuse('not-announcer', ground.procedure.public.announcing.id);
}
