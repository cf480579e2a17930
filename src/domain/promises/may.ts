import type { Act, Procedure } from '../procedure/procedure.ts';
import { rolesAt, type RosterMember } from '../team/roster.ts';

export type Allowed = { readonly allowed: true } | { readonly refused: 'no-role' | 'suspended' | 'barred' };

/**
 * Whether this member may do this, by the procedure's roles at this edition. Deny by default; a bar overrides every
 * role. Whether they can read at all is a matter of keys, not of this function.
 */
export function may(
  procedure: Procedure,
  edition: string,
  member: RosterMember,
  act: Act,
  barred: ReadonlySet<string>,
): Allowed {
  if (member.suspended) return { refused: 'suspended' };
  if (barred.has(member.id)) return { refused: 'barred' };
  const roles = rolesAt(member, edition);
  const granted = procedure.roles.some((role) => roles.includes(role.id) && role.may.includes(act));
  return granted ? { allowed: true } : { refused: 'no-role' };
}
