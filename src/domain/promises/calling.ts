import { readersOf } from '../intake/recipients.ts';
import { fallbacks, rolesWho, type Procedure, type Role } from '../procedure/procedure.ts';
import { active, rolesAt, type Roster, type RosterMember } from '../team/roster.ts';

const minute = 60_000;

/** A lead is rung at once, after five and after ten minutes (IMM-06); then it is the staff room (CNS-05). */
const leadRings = [0, 5 * minute, 10 * minute] as const;
/** So long one waits for somebody to say that they come. */
const answerWithin = 15 * minute;
/** Who came and forgot to say that it is done is not shown it for ever. */
const longest = 2 * 60 * minute;

/** So many can be called at once: one file is sealed to all of them. */
const most = 64;

/** What somebody who was called says. */
export const callAnswers = ['coming', 'cannot', 'done'] as const;
export type CallAnswer = (typeof callAnswers)[number];

/** Whom a call is for. */
export type CallPurpose = 'lead' | 'hand';

function holders(
  roles: readonly Role[],
  edition: string,
  roster: Roster,
  out: readonly string[],
  now: number,
): readonly RosterMember[] {
  const ids = roles.map(({ id }) => id);
  return roster.members.filter(
    (member) =>
      active(member, now) && !out.includes(member.id) && rolesAt(member, edition).some((role) => ids.includes(role)),
  );
}

/**
 * Who is called when a lead is needed now (IMM-06): who may act alone; if none of them is free, who reads new reports; if
 * none of those, the nearest role that is asked when nobody else is left. `out`: ids of members who must not hear of it,
 * because they were left out or seem to be named. `now` in ms.
 */
export function leadsCalled(
  procedure: Pick<Procedure, 'roles'>,
  edition: string,
  roster: Roster,
  out: readonly string[],
  now: number,
): readonly RosterMember[] {
  const groups = [
    holders(rolesWho(procedure, 'act-alone'), edition, roster, out, now),
    readersOf(procedure, edition, roster, now).filter(({ id }) => !out.includes(id)),
    ...fallbacks(procedure).map((role) => holders([role], edition, roster, out, now)),
  ];
  return groups.find((group) => group.length > 0)?.slice(0, most) ?? [];
}

/** Who is called for a hand (INT-21, INT-22): everybody who may take a report, without `out`, up to 64. `now` in ms. */
export function handsCalled(
  procedure: Pick<Procedure, 'roles'>,
  edition: string,
  roster: Roster,
  out: readonly string[],
  now: number,
): readonly RosterMember[] {
  return holders(rolesWho(procedure, 'take-report'), edition, roster, out, now).slice(0, most);
}

/** When a call rings, ms: a lead's three times, a hand's once. */
export function ringsAt(purpose: CallPurpose, at: number): readonly number[] {
  return purpose === 'hand' ? [at] : leadRings.map((step) => at + step);
}

/** Calls made before this that nobody answered are not waited for at `now`, ms (CNS-05). */
export const unansweredFrom = (now: number): number => now - answerWithin;

/** When a call is gone from every desk, whatever became of it, ms; and calls made before what are gone at `now`. */
export const goneAt = (at: number): number => at + longest;
export const goneFrom = (now: number): number => now - longest;

/** A call and what those who were called say of it; `''`: nothing yet. */
export interface Called {
  /** ms. */
  readonly at: number;
  readonly says: readonly (CallAnswer | '')[];
}

/** Nobody came, and nobody is waited for any more: go to the staff room (CNS-05). */
export function callOver({ at, says }: Called, now: number): boolean {
  if (says.some((one) => one === 'coming' || one === 'done')) return false;
  return at <= unansweredFrom(now) || says.every((one) => one === 'cannot');
}

/** Somebody comes or came: it rings no more (IMM-06). */
export const callTaken = ({ says }: Pick<Called, 'says'>): boolean =>
  says.some((one) => one === 'coming' || one === 'done');

/** It is shown to those who were called: not over, not done, not forgotten. */
export function callStands(call: Called, now: number): boolean {
  return !callOver(call, now) && !call.says.includes('done') && now < goneAt(call.at);
}
