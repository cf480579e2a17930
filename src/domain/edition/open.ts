import { active, rolesAt, stewards, type Roster } from '../team/roster.ts';
import { fallbacks, readers, type Procedure } from '../procedure/procedure.ts';

/** Why the form of an edition is closed, or what its desk must still do. */
export type Missing = 'no-reader' | 'no-fallback' | 'no-second-steward';

/**
 * What stands between an edition and an open form (design: never nobody; two stewards).
 * `no-second-steward` alone can be overridden in words by the founder (`openedAlone`).
 */
export function missingFor(procedure: Procedure, edition: string, roster: Roster, now: number): readonly Missing[] {
  const having = (roles: readonly string[]): boolean =>
    roster.members.some((m) => active(m, now) && rolesAt(m, edition).some((role) => roles.includes(role)));
  const missing: Missing[] = [];
  if (!having(readers(procedure).map((role) => role.id))) missing.push('no-reader');
  if (!having(fallbacks(procedure).map((role) => role.id))) missing.push('no-fallback');
  if (stewards(roster).filter((m) => active(m, now)).length < 2) missing.push('no-second-steward');
  return missing;
}

export function isOpen(missing: readonly Missing[], openedAlone: boolean): boolean {
  return missing.every((what) => what === 'no-second-steward' && openedAlone);
}
