/** One member as the signed, public roster names them. Keys are 32-byte hashes or Ed25519 keys, hex. */
export interface RosterMember {
  readonly id: string;
  readonly name: string;
  readonly ageHash: string;
  readonly sign: string;
  /** `[editionId, roleId]` pairs. */
  readonly roles: readonly (readonly [edition: string, role: string])[];
  readonly rights: readonly Right[];
  /** ms; at most 400 days after the note's time. After it the member's keys receive nothing new. */
  readonly until: number;
  readonly suspended: boolean;
}

export type Right = 'steward' | 'edition';

/** The body of one roster note. The chain of notes and their signatures: `seal/roster.ts`. */
export interface Roster {
  readonly version: number;
  /** Hex SHA-256 of the previous note's text; `''` for version 1. */
  readonly previous: string;
  readonly time: number;
  /** 16 bytes, hex; from version 1 for ever. */
  readonly salt: string;
  /** The server's sealing keys, hex Ed25519. */
  readonly sealingKeys: readonly string[];
  readonly members: readonly RosterMember[];
}

/** What changed between two rosters, for the second steward's eyes. */
export type RosterChange =
  | {
      readonly what: 'member-added' | 'member-removed' | 'keys-replaced' | 'suspended' | 'restored';
      readonly member: string;
    }
  | { readonly what: 'right-given' | 'right-taken'; readonly member: string; readonly right: Right }
  | {
      readonly what: 'role-given' | 'role-taken';
      readonly member: string;
      readonly edition: string;
      readonly role: string;
    }
  | { readonly what: 'until-set'; readonly member: string; readonly until: number }
  | { readonly what: 'renamed'; readonly member: string; readonly from: string; readonly to: string }
  | { readonly what: 'sealing-key-changed' };

export function memberOf(roster: Roster, id: string): RosterMember | undefined {
  return roster.members.find((member) => member.id === id);
}

/** Able to hold keys now: not suspended and within `until`. */
export function active(member: RosterMember, now: number): boolean {
  return !member.suspended && now <= member.until;
}

/** Who may settle an event. */
export function maySettle({ rights }: RosterMember): boolean {
  return rights.includes('edition') || rights.includes('steward');
}

/**
 * Who settled an event with this key: a member with the right in the list the entry names, and, active and with the same
 * key, in the newest list that was there when it came. A former editor's key is worth nothing later, whichever list it
 * names. `lists`: every accepted one, oldest first; times in ms.
 */
export function editorAt(
  lists: readonly { readonly roster: Roster; readonly hash: string }[],
  {
    by,
    rosterVersion,
    rosterHash,
  }: { readonly by: string; readonly rosterVersion: number; readonly rosterHash: string },
  receivedAt: number,
): RosterMember | undefined {
  const named = lists.find(({ roster, hash }) => roster.version === rosterVersion && hash === rosterHash);
  const newest = lists.findLast(({ roster }) => roster.time <= receivedAt) ?? lists[0];
  const last = named && newest && newest.roster.version > rosterVersion ? newest : named;
  const may = (list: typeof named): RosterMember | undefined =>
    list?.roster.members.find((member) => member.sign === by && maySettle(member) && active(member, receivedAt));
  return may(named) && may(last);
}

export function stewards(roster: Roster): readonly RosterMember[] {
  return roster.members.filter((member) => member.rights.includes('steward'));
}

export function rolesAt(member: RosterMember, edition: string): readonly string[] {
  return member.roles.filter(([at]) => at === edition).map(([, role]) => role);
}

const roleKey = (pair: readonly [edition: string, role: string]): string => JSON.stringify(pair);

function memberChanges(before: RosterMember, after: RosterMember): readonly RosterChange[] {
  const member = after.id;
  const had = new Set(before.roles.map(roleKey));
  const has = new Set(after.roles.map(roleKey));
  const changes: RosterChange[] = [];
  if (before.name !== after.name) changes.push({ what: 'renamed', member, from: before.name, to: after.name });
  if (before.ageHash !== after.ageHash || before.sign !== after.sign) changes.push({ what: 'keys-replaced', member });
  if (!before.suspended && after.suspended) changes.push({ what: 'suspended', member });
  if (before.suspended && !after.suspended) changes.push({ what: 'restored', member });
  for (const right of after.rights)
    if (!before.rights.includes(right)) changes.push({ what: 'right-given', member, right });
  for (const right of before.rights)
    if (!after.rights.includes(right)) changes.push({ what: 'right-taken', member, right });
  for (const pair of after.roles)
    if (!had.has(roleKey(pair))) changes.push({ what: 'role-given', member, edition: pair[0], role: pair[1] });
  for (const pair of before.roles)
    if (!has.has(roleKey(pair))) changes.push({ what: 'role-taken', member, edition: pair[0], role: pair[1] });
  if (before.until !== after.until) changes.push({ what: 'until-set', member, until: after.until });
  return changes;
}

/** The difference of two rosters, member by member. A new member's roles and rights are listed too. */
export function changesBetween(before: Roster, after: Roster): readonly RosterChange[] {
  const nobody = (m: RosterMember): RosterMember => ({ ...m, roles: [], rights: [] });
  const changes: RosterChange[] = [];
  for (const member of after.members) {
    const old = memberOf(before, member.id);
    if (old === undefined) changes.push({ what: 'member-added', member: member.id });
    changes.push(...memberChanges(old ?? nobody(member), member));
  }
  for (const member of before.members)
    if (memberOf(after, member.id) === undefined) changes.push({ what: 'member-removed', member: member.id });
  if (before.sealingKeys.join() !== after.sealingKeys.join()) changes.push({ what: 'sealing-key-changed' });
  return changes;
}

export type Quorum = 'one' | 'two';

/**
 * How many stewards of `before` must sign `after`. Only suspending needs one; while there are fewer than two
 * stewards one is all there is. Suspension does not lower the quorum, so suspended stewards count.
 */
export function quorumFor(before: Roster, changes: readonly RosterChange[]): Quorum {
  if (stewards(before).length < 2) return 'one';
  return changes.every((change) => change.what === 'suspended') ? 'one' : 'two';
}
