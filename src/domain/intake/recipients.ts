import type { Edition } from '../edition/edition.ts';
import { fallbacks, readers, type Procedure } from '../procedure/procedure.ts';
import { active, memberOf, rolesAt, type Roster, type RosterMember } from '../team/roster.ts';
import type { Answers } from './answers.ts';
import { namedIn, type Mention } from './named.ts';
import { knownIn } from './sought.ts';

/** Who a report goes to at birth, compartment by compartment. Never nobody while the edition is open. */
export interface Recipients {
  readonly account: readonly RosterMember[];
  readonly identity: readonly RosterMember[];
  /**
   * Who is asked about the names first, where the procedure opens in two steps; empty elsewhere. Where a report has no
   * names to ask about there is no such compartment, and they hold nothing.
   */
  readonly parties: readonly RosterMember[];
  /** True when the reporter sent to one member alone. */
  readonly narrow: boolean;
}

/** What decides who receives: whom the reporter left out, the one it goes to alone or `''`, and who is named in it. */
export interface Wishes {
  readonly leaveOut: readonly string[];
  readonly only: string;
  readonly named?: readonly string[];
}

/** What of a procedure decides it. */
export type Receiving = Pick<Procedure, 'roles'> & Partial<Pick<Procedure, 'opening'>>;

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
 * Readers of new reports who are free; if nobody is, the nearest fallback role with somebody free. Where none of them may
 * answer the reporter, or none may know the name, the nearest fallback role in which somebody can joins them.
 */
function freeReaders(
  procedure: Receiving,
  edition: string,
  roster: Roster,
  now: number,
  out: readonly string[],
): readonly RosterMember[] {
  const free = (m: RosterMember): boolean => active(m, now) && !out.includes(m.id);
  const first = readersOf(procedure, edition, roster, now).filter(free);
  const inRole = (role: string): readonly RosterMember[] =>
    roster.members.filter((m) => free(m) && rolesAt(m, edition).includes(role));
  const behind = fallbacks(procedure)
    .map((role) => inRole(role.id))
    .filter((group) => group.length > 0);
  return [mayAnswer, readsIdentity].reduce(
    (so, able) => {
      const can = (m: RosterMember): boolean => able(procedure, edition, m);
      return so.some(can) ? so : [...new Set([...so, ...(behind.find((group) => group.some(can)) ?? [])])];
    },
    first.length > 0 ? first : (behind[0] ?? []),
  );
}

/**
 * [Note: Who receives a new report]
 * Readers of new reports without those left out and those named in it. If that leaves nobody at all, whoever is only
 * named receives it after all: never nobody (RPT-14, COI-01). A report sent to one goes to that one alone, named in it or
 * not: they were asked for. Where a procedure opens in two steps, the account goes to the roles that come first, and the
 * other free readers are asked about the names; if nobody of the first is free there is one step, as elsewhere. Empty
 * only if the edition has nobody outside those left out: then the form says so before anything is written.
 */
export function recipientsAtBirth(
  procedure: Receiving,
  edition: string,
  roster: Roster,
  { leaveOut, only, named = [] }: Wishes,
  now: number,
): Recipients {
  const alone = directReaders(procedure, edition, roster, now).find((m) => m.id === only);
  if (alone !== undefined) return { account: [alone], identity: [alone], parties: [], narrow: true };
  const apart = freeReaders(procedure, edition, roster, now, [...leaveOut, ...named]);
  const free = apart.length > 0 ? apart : freeReaders(procedure, edition, roster, now, leaveOut);
  const roles = procedure.opening?.first ?? [];
  const first = free.filter((m) => rolesAt(m, edition).some((role) => roles.includes(role)));
  const account = first.length > 0 ? first : free;
  const trusted = account.filter((m) => readsIdentity(procedure, edition, m));
  return {
    account,
    identity: trusted.length > 0 ? trusted : account,
    parties: free.filter((m) => !account.includes(m)),
    narrow: false,
  };
}

/**
 * Who is barred from it: everybody left out or named, except who receives it all the same (the one it was sent to, or the
 * named when nobody else was left). So the bars alone, without a word on why, give the same recipients again: that is
 * what a server can check that cannot tell the two apart.
 */
export function barredFrom({ account, parties }: Recipients, { leaveOut, named = [] }: Wishes): readonly string[] {
  const receives = new Set([...account, ...parties].map(({ id }) => id));
  return [...new Set([...leaveOut, ...named])].filter((id) => !receives.has(id)).toSorted();
}

/** Whether the same people receive it, compartment by compartment. */
export function sameReceivers(a: Recipients, b: Recipients): boolean {
  const ids = (members: readonly RosterMember[]): string =>
    members
      .map(({ id }) => id)
      .toSorted()
      .join(' ');
  const alike = (part: 'account' | 'identity' | 'parties'): boolean => ids(a[part]) === ids(b[part]);
  return a.narrow === b.narrow && alike('account') && alike('identity') && alike('parties');
}

/**
 * The version a report is made under (INT-01): the one its form was written under, while the same people receive it as
 * under the one in force and it is for such an event; else the one in force, and who sends it sees its readers first.
 */
export function versionFor<P extends Receiving & Pick<Procedure, 'gatherings'>>(
  written: P,
  inForce: P,
  { id, gathering }: Pick<Edition, 'id' | 'gathering'>,
  roster: Roster,
  wishes: Wishes,
  now: number,
): P {
  const receivers = (procedure: P): Recipients => recipientsAtBirth(procedure, id, roster, wishes, now);
  const holds = written.gatherings.includes(gathering) && sameReceivers(receivers(written), receivers(inForce));
  return holds ? written : inForce;
}

/** What a form asks for by itself, and who seems to be named in it. Ids that the list does not have bar nobody. */
export function wishesOf(
  answers: Answers,
  roster: Roster,
  edition: Pick<Edition, 'contacts'>,
): Required<Wishes> & { readonly mentions: readonly Mention[] } {
  const { leaveOut, only } = wishesIn(answers);
  const mentions = namedIn(answers, knownIn(roster, edition));
  return {
    leaveOut: leaveOut.filter((id) => memberOf(roster, id) !== undefined),
    only,
    named: [...new Set(mentions.map(({ member }) => member))].toSorted(),
    mentions,
  };
}

/** Who receives these answers, who is kept out, and why. */
export interface Receivers extends Recipients {
  /** The one member it goes to alone, or `''`. */
  readonly only: string;
  readonly barred: readonly string[];
  /** Those of them whom the reporter left out. */
  readonly leftOut: readonly string[];
  /** Where the others of them seem to be named. */
  readonly named: readonly Mention[];
}

/** The one reckoning for both faces: a browser that locks, and a server that locks on arrival. */
export function receiversFor(
  procedure: Receiving,
  edition: Pick<Edition, 'id' | 'contacts'>,
  roster: Roster,
  answers: Answers,
  now: number,
): Receivers {
  return receiversOf(procedure, edition.id, roster, wishesOf(answers, roster, edition), now);
}

/** The same by wishes that are known already. */
export function receiversOf(
  procedure: Receiving,
  edition: string,
  roster: Roster,
  wishes: ReturnType<typeof wishesOf>,
  now: number,
): Receivers {
  const recipients = recipientsAtBirth(procedure, edition, roster, wishes, now);
  const barred = barredFrom(recipients, wishes);
  const leftOut = barred.filter((id) => wishes.leaveOut.includes(id));
  return {
    ...recipients,
    only: recipients.narrow ? (recipients.account[0]?.id ?? '') : '',
    barred,
    leftOut,
    named: wishes.mentions.filter(({ member }) => barred.includes(member) && !leftOut.includes(member)),
  };
}

/**
 * Whom the page names as kept out for now: those named who would have received it but for that. Of anybody else the
 * reporter has no use knowing.
 */
export function keptBackFrom(
  procedure: Receiving,
  edition: string,
  roster: Roster,
  { named, leftOut, account, parties, narrow }: Receivers,
  now: number,
): readonly RosterMember[] {
  if (narrow || named.length === 0) return [];
  const without = recipientsAtBirth(procedure, edition, roster, { leaveOut: leftOut, only: '' }, now);
  return [...without.account, ...without.parties].filter(
    (m) => !account.includes(m) && !parties.includes(m) && named.some(({ member }) => member === m.id),
  );
}

/**
 * Whom something said later bars from then on: who is named in it and is not barred yet. If nobody who holds the report
 * would be left, its holders stay: never nobody.
 */
export function barredByMore(
  named: readonly string[],
  now: { readonly holders: readonly string[]; readonly barred: readonly string[] },
): readonly string[] {
  const fresh = [...new Set(named)].filter((id) => !now.barred.includes(id)).toSorted();
  const left = now.holders.some((id) => !now.barred.includes(id) && !fresh.includes(id));
  return left ? fresh : fresh.filter((id) => !now.holders.includes(id));
}
