import type { Act, Role } from '../procedure/procedure.ts';
import { rolesAt, type RosterMember } from '../team/roster.ts';
import type { Ground } from './ground.ts';
import type { Handling } from './handling.ts';

/** A member's roles at the edition, and the one they stand in for. */
export function rolesIn({ procedure, edition }: Ground, { standIns }: Handling, member: RosterMember): readonly Role[] {
  const roles = [...rolesAt(member, edition.id)];
  if (procedure.standIn.rule !== null && standIns.has(member.id)) roles.push(procedure.standIn.rule.as);
  return procedure.roles.filter(({ id }) => roles.includes(id));
}

/** The acts a member has: those of their roles, by right or as a stand-in. */
export function actsOf(ground: Ground, handling: Handling, member: RosterMember): ReadonlySet<Act> {
  return new Set(rolesIn(ground, handling, member).flatMap((role) => role.may));
}
