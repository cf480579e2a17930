import { fallbacks, readers, type Procedure } from '../procedure/procedure.ts';
import { active, rolesAt, type Roster, type RosterMember } from '../team/roster.ts';
import type { Answers } from './answers.ts';

/** Who a report goes to at birth, compartment by compartment. Never nobody while the edition is open. */
export interface Recipients {
  readonly account: readonly RosterMember[];
  readonly identity: readonly RosterMember[];
  /** True when the reporter sent to one member alone. */
  readonly narrow: boolean;
}

/** Whom the reporter left out, and to whom alone they sent, whichever question asked it. */
export function wishesIn(answers: Answers): { readonly leaveOut: readonly string[]; readonly only: string } {
  const team = Object.values(answers).filter((answer) => answer.kind === 'team');
  return {
    leaveOut: [...new Set(team.flatMap((answer) => answer.leaveOut))].toSorted(),
    only: team.find((answer) => answer.only !== '')?.only ?? '',
  };
}

/** Everyone whose role reads new reports at this edition: the public list (RPT-13). */
export function readersOf(
  procedure: Pick<Procedure, 'roles'>,
  edition: string,
  roster: Roster,
  now: number,
): readonly RosterMember[] {
  const roles = readers(procedure).map((role) => role.id);
  return roster.members.filter((m) => active(m, now) && rolesAt(m, edition).some((role) => roles.includes(role)));
}

/** Members a reporter may send to alone (RPT-14): active holders of a role with `direct`. */
export function directReaders(
  procedure: Pick<Procedure, 'roles'>,
  edition: string,
  roster: Roster,
  now: number,
): readonly RosterMember[] {
  const roles = procedure.roles.filter((role) => role.direct).map((role) => role.id);
  return roster.members.filter((m) => active(m, now) && rolesAt(m, edition).some((role) => roles.includes(role)));
}

const readsIdentity = (procedure: Pick<Procedure, 'roles'>, edition: string, member: RosterMember): boolean =>
  procedure.roles.some((role) => role.reads.includes('identity') && rolesAt(member, edition).includes(role.id));

/**
 * The set that receives a new report: readers of new reports, minus those left out; if nobody is left, the nearest
 * fallback role with somebody free; a report sent to one goes to that one alone. Empty only if the edition has
 * nobody at all outside the excluded: then the form says so before anything is written.
 */
export function recipientsAtBirth(
  procedure: Pick<Procedure, 'roles'>,
  edition: string,
  roster: Roster,
  wishes: { readonly leaveOut: readonly string[]; readonly only: string },
  now: number,
): Recipients {
  const only = directReaders(procedure, edition, roster, now).find((m) => m.id === wishes.only);
  if (only !== undefined) return { account: [only], identity: [only], narrow: true };
  const free = (m: RosterMember): boolean => active(m, now) && !wishes.leaveOut.includes(m.id);
  const first = readersOf(procedure, edition, roster, now).filter(free);
  const inRole = (role: string): readonly RosterMember[] =>
    roster.members.filter((m) => free(m) && rolesAt(m, edition).includes(role));
  const account =
    first.length > 0
      ? first
      : (fallbacks(procedure)
          .map((role) => inRole(role.id))
          .find((group) => group.length > 0) ?? []);
  const trusted = account.filter((m) => readsIdentity(procedure, edition, m));
  return { account, identity: trusted.length > 0 ? trusted : account, narrow: false };
}
