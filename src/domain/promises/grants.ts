import type { Handling } from './handling.ts';
import type { Ground } from './ground.ts';
import { actsOf, rolesIn } from './roles.ts';
import type { Accepted, Holder, Manifest } from '../record/manifest.ts';
import { active, memberOf, type Roster, type RosterMember } from '../team/roster.ts';

/**
 * [Note: Who is kept apart] W of an incident (SECURITY.md, "Who is kept apart"): everyone the reporter left out, members
 * who are named in it and not released, and whoever stepped aside or was set aside. Headers tell all of it
 * (`handling.away`); a desk adds the reporter's own sealed word. A key is made for nobody in W, for nobody whom only W
 * brought into the team, and every key that one of them holds is turned before anything more is sealed with it.
 */
export interface Keeping {
  readonly roster: Roster;
  /** ms since 1970. */
  readonly now: number;
  readonly apart: ReadonlySet<string>;
  /** Who signed a note that holds a member's present keys, by member; without it everybody counts as well introduced. */
  readonly introducers?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

/** Whether somebody outside W signed for this member's present keys (a recused steward invents no colleague). */
function wellIntroduced({ introducers, apart }: Keeping, { id }: RosterMember): boolean {
  const by = introducers?.get(id);
  return by === undefined || [...by].some((name) => !apart.has(name));
}

/** Whether a key may be made for them at all: there, active, not kept apart, brought in by somebody who is free. */
export function isFree(keeping: Keeping, member: RosterMember): boolean {
  return active(member, keeping.now) && !keeping.apart.has(member.id) && wellIntroduced(keeping, member);
}

/** Whether a holder keeps what they hold: free, with the keys they had. Undefined when not. */
export function keeper(keeping: Keeping, holder: Holder): RosterMember | undefined {
  const member = memberOf(keeping.roster, holder.member);
  const same = member?.ageHash === holder.ageHash && member.sign === holder.sign;
  return member !== undefined && same && isFree(keeping, member) ? member : undefined;
}

/** Why a compartment must be locked again before a member writes in it. */
export type TurnDue = 'arrived-in-clear' | 'author-away' | 'holder-gone';

/**
 * Whether the newest key must be turned first (sealing §5, §6): the server made it on arrival; or who made it is away by
 * now and may have kept it; or somebody holds it who may not any more. `sealingKeys`: the server's.
 */
export function turnDue(newest: Accepted | undefined, keeping: Keeping): TurnDue | null {
  if (newest === undefined) return null;
  const { manifest, by } = newest;
  if (manifest.epoch === 1 && keeping.roster.sealingKeys.includes(by)) return 'arrived-in-clear';
  const author = keeping.roster.members.find(({ sign }) => sign === by);
  if (author !== undefined && keeping.apart.has(author.id)) return 'author-away';
  return manifest.holders.every((holder) => keeper(keeping, holder) !== undefined) ? null : 'holder-gone';
}

/** Whether a role of theirs, or the one they stand in for, knows the names of reporters. */
export function readsIdentity(ground: Ground, handling: Handling, member: RosterMember): boolean {
  return rolesIn(ground, handling, member).some(({ reads }) => reads.includes('identity'));
}

/**
 * Whether a holder may let this member in by a tap: free, and with a role that receives reports or has a say in
 * incidents, by right or as a stand-in. Names only to roles that read them.
 */
export function mayBeLetIn(
  ground: Ground,
  handling: Handling,
  keeping: Keeping,
  member: RosterMember,
  compartment: Manifest['compartment'],
): boolean {
  if (!isFree(keeping, member) || compartment === 'parties') return false;
  const roles = rolesIn(ground, handling, member);
  const entitled = roles.some(({ receives }) => receives !== 'never') || actsOf(ground, handling, member).has('note');
  return entitled && (compartment !== 'identity' || readsIdentity(ground, handling, member));
}

/** Sent to one alone, and still theirs alone: letting others in is widening, of which the reporter is told. */
export function isNarrow(handling: Handling): boolean {
  const report = handling.reports.get(handling.ids.report);
  const holders = report?.holding.newest.get('account')?.manifest.holders.length ?? 0;
  return report?.arrival?.narrow === true && holders < 2;
}
