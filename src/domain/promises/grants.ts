import type { Handling } from './handling.ts';
import type { Ground } from './ground.ts';
import { actsOf, rolesIn } from './roles.ts';
import { holds, type Accepted, type Holder, type Manifest } from '../record/manifest.ts';
import { textFact } from '../record/header.ts';
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

/** Who is kept out by the headers: left out, named, stepped or set aside, or a stand-in whose time is over. */
export const keptOut = ({ away, stoodIn }: Pick<Handling, 'away' | 'stoodIn'>): ReadonlySet<string> =>
  new Set([...away, ...stoodIn]);

/** Whether somebody outside W signed for this member's present keys (a recused steward invents no colleague). */
export function wellIntroduced({ introducers, apart }: Keeping, { id }: RosterMember): boolean {
  const by = introducers?.get(id);
  return by === undefined || [...by].some((name) => !apart.has(name));
}

const hasPart = ({ apart, now }: Keeping, member: RosterMember): boolean =>
  active(member, now) && !apart.has(member.id);

/** Whether a key may be made for them at all: there, active, not kept apart, brought in by somebody who is free. */
export function isFree(keeping: Keeping, member: RosterMember): boolean {
  return hasPart(keeping, member) && wellIntroduced(keeping, member);
}

/**
 * [Note: Who holds keeps] Whether a holder keeps what they hold: there, active, not kept apart, with the keys they had.
 * Who brought them into the team is asked before they are given a key, not afterwards: where one steward brought in
 * everybody, a report about that steward would be nobody's. Undefined when not.
 */
export function keeper(keeping: Keeping, holder: Holder): RosterMember | undefined {
  const member = memberOf(keeping.roster, holder.member);
  const same = member?.ageHash === holder.ageHash && member.sign === holder.sign;
  return member !== undefined && same && hasPart(keeping, member) ? member : undefined;
}

/** Why a compartment must be locked again before a member writes in it. */
export type TurnDue = 'arrived-in-clear' | 'author-away' | 'holder-gone';

/**
 * Whether the newest key must be turned first (sealing §5, §6): the server made it on arrival; or who made it does not
 * hold it and may have kept it; or somebody holds it who may not any more. `sealingKeys`: the server's.
 */
export function turnDue(newest: Accepted | undefined, keeping: Keeping): TurnDue | null {
  if (newest === undefined) return null;
  const { manifest, by } = newest;
  if (manifest.epoch === 1 && keeping.roster.sealingKeys.includes(by)) return 'arrived-in-clear';
  // By a member: who is not among its holders left with it, and may be on no list any more.
  const byMember = manifest.prevAccess !== '' || manifest.compartment === 'internal';
  if (byMember && !manifest.holders.some(({ sign }) => sign === by)) return 'author-away';
  return manifest.holders.every((holder) => keeper(keeping, holder) !== undefined) ? null : 'holder-gone';
}

/** Whether a role of theirs, or the one they stand in for, knows the names of reporters. */
export function readsIdentity(ground: Ground, handling: Handling, member: RosterMember): boolean {
  return rolesIn(ground, handling, member).some(({ reads }) => reads.includes('identity'));
}

/**
 * Whether they are asked about the names in it first, and have not answered yet (two-step opening). Only their own word
 * is an answer: no colleague knows for them whom they know.
 */
export function isWaiting({ reports, incident }: Handling, member: string): boolean {
  const asked = [...reports.values()].flatMap(({ holding }) => holding.newest.get('parties')?.manifest.holders ?? []);
  const keys = asked.flatMap((holder) => (holder.member === member ? [holder.sign] : []));
  return keys.length > 0 && !incident.words.some((word) => word.member === member && keys.includes(word.by));
}

/**
 * Whether a holder may let this member in by a tap: free, not still to be asked, and with a role that receives reports or
 * has a say in incidents, by right or as a stand-in. Names only to roles that read them.
 */
export function mayBeLetIn(
  ground: Ground,
  handling: Handling,
  keeping: Keeping,
  member: RosterMember,
  compartment: Manifest['compartment'],
): boolean {
  if (!isFree(keeping, member) || isWaiting(handling, member.id) || compartment === 'parties') return false;
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

/** The newest manifests of the incident's compartments that hold what was told or what the team writes. */
export function newestOf({ reports, incident }: Handling): readonly Accepted[] {
  return [...reports.values(), incident].flatMap(({ holding }) =>
    [...holding.newest.values()].filter(({ manifest }) => manifest.compartment !== 'parties'),
  );
}

/**
 * What this author holds and can hand on. Whose grant did not fit, and who said so, has no key to turn: they step aside
 * all the same, the gate closes, and the next holder turns it. Without the account nobody knows whom its reporter left
 * out, so nothing is handed on at all.
 */
export function turnable(handling: Handling, { id, sign }: RosterMember): readonly Accepted[] {
  const failed = ({ manifest }: Accepted): boolean =>
    handling.entries.some(
      ({ header }) =>
        header.kind === 'grant-failed' &&
        header.by === sign &&
        textFact(header, 'compartment') === manifest.compartment &&
        header.facts.some(([key, value]) => key === 'epoch' && value === manifest.epoch),
    );
  const held = newestOf(handling).filter((accepted) => holds(accepted, id));
  const blind = held.some((accepted) => accepted.manifest.compartment === 'account' && failed(accepted));
  return blind ? [] : held.filter((accepted) => !failed(accepted));
}
