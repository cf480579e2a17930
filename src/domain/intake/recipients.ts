import type { Edition } from '../edition/edition.ts';
import { fallbacks, readers, type Procedure } from '../procedure/procedure.ts';
import { active, rolesAt, type Roster, type RosterMember } from '../team/roster.ts';
import type { Answers } from './answers.ts';

/** Who a report goes to at birth, compartment by compartment. Never nobody while the edition is open. */
export interface Recipients {
  readonly account: readonly RosterMember[];
  readonly identity: readonly RosterMember[];
  /** Who is asked about the names first, where the procedure opens in two steps; empty elsewhere. */
  readonly parties: readonly RosterMember[];
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

const mayAnswer = (procedure: Pick<Procedure, 'roles'>, edition: string, member: RosterMember): boolean =>
  procedure.roles.some((role) => role.may.includes('write-to-reporter') && rolesAt(member, edition).includes(role.id));

/**
 * The set that receives a new report: readers of new reports, minus those left out; if nobody is left, the nearest
 * fallback role with somebody free. Where none of them may answer the reporter, or none may know the name, the nearest
 * fallback role in which somebody can joins them. A report sent to one goes to that one alone. Empty only if the
 * edition has nobody at all outside the excluded: then the form says so before anything is written.
 */
export function recipientsAtBirth(
  procedure: Pick<Procedure, 'roles'>,
  edition: string,
  roster: Roster,
  wishes: { readonly leaveOut: readonly string[]; readonly only: string },
  now: number,
): Recipients {
  const only = directReaders(procedure, edition, roster, now).find((m) => m.id === wishes.only);
  if (only !== undefined) return { account: [only], identity: [only], parties: [], narrow: true };
  const free = (m: RosterMember): boolean => active(m, now) && !wishes.leaveOut.includes(m.id);
  const first = readersOf(procedure, edition, roster, now).filter(free);
  const inRole = (role: string): readonly RosterMember[] =>
    roster.members.filter((m) => free(m) && rolesAt(m, edition).includes(role));
  const behind = fallbacks(procedure)
    .map((role) => inRole(role.id))
    .filter((group) => group.length > 0);
  const account = [mayAnswer, readsIdentity].reduce(
    (so, able) => {
      const can = (m: RosterMember): boolean => able(procedure, edition, m);
      return so.some(can) ? so : [...new Set([...so, ...(behind.find((group) => group.some(can)) ?? [])])];
    },
    first.length > 0 ? first : (behind[0] ?? []),
  );
  const trusted = account.filter((m) => readsIdentity(procedure, edition, m));
  return { account, identity: trusted.length > 0 ? trusted : account, parties: [], narrow: false };
}

/** Whether the same people receive it, compartment by compartment. */
export function sameReceivers(a: Recipients, b: Recipients): boolean {
  const ids = (members: readonly RosterMember[]): string =>
    members
      .map(({ id }) => id)
      .toSorted()
      .join(' ');
  return a.narrow === b.narrow && ids(a.account) === ids(b.account) && ids(a.identity) === ids(b.identity);
}

/**
 * The version a report is made under (INT-01): the one its form was written under, while the same people receive it as
 * under the one in force and it is for such an event; else the one in force, and who sends it sees its readers first.
 */
export function versionFor<P extends Pick<Procedure, 'roles' | 'gatherings'>>(
  written: P,
  inForce: P,
  { id, gathering }: Pick<Edition, 'id' | 'gathering'>,
  roster: Roster,
  wishes: Parameters<typeof recipientsAtBirth>[3],
  now: number,
): P {
  const receivers = (procedure: P): Recipients => recipientsAtBirth(procedure, id, roster, wishes, now);
  const holds = written.gatherings.includes(gathering) && sameReceivers(receivers(written), receivers(inForce));
  return holds ? written : inForce;
}
