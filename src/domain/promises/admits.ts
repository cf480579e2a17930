import type { Incident } from '../incident/incident.ts';
import { noReport, type Report } from '../intake/report.ts';
import { kindOf, textFact, type Header, type Stream, type Verified } from '../record/header.ts';
import type { Holding } from '../record/holding.ts';
import { listFact } from '../record/facts.ts';
import { follows, holds, manifestOf, type Holder } from '../record/manifest.ts';
import { active, memberOf, type Roster, type RosterMember } from '../team/roster.ts';
import { fitsKind } from './fits.ts';
import type { Ground } from './ground.ts';
import { evolve, handlingOf, type Handling } from './handling.ts';
import { isKind, type Kind } from './kinds.ts';
import { may } from './may.ts';

export { fitsKind } from './fits.ts';

/**
 * [Note: Admitting] The server cannot read bodies, so it re-checks the header half of every decision: author, kind,
 * facts, compartment, epoch, manifests, rights. A header that passes here may still be a lie about its body; that is
 * what desks check after opening (SECURITY.md, "Who enforces what").
 */
export type NotAdmitted =
  | 'wrong-kind'
  | 'not-allowed'
  | 'bad-manifest'
  | 'turn-first'
  | 'roster-moved'
  | 'stale-head'
  | 'bad-file';

/** Everything the server knows of the records an act touches, folded from verified headers. */
export interface Scene extends Ground {
  readonly org: string;
  /** Version and hash of every accepted note, so that a header's reference can be checked. */
  readonly rosterHashes: ReadonlyMap<number, string>;
  /** Who signed a note that holds a member's present keys, by member; without it everybody counts as well introduced. */
  readonly introducers?: ReadonlyMap<string, ReadonlySet<string>>;
  /** How the incident stands, folded entry by entry; `report` and `incident` are the two of it that a batch is about. */
  readonly handling: Handling;
  readonly report: Report;
  readonly incident: Incident;
  /** Per stream: next seq, head hash, highest roster version so far. */
  readonly heads: ReadonlyMap<Stream, Head>;
}

export interface Head {
  readonly next: number;
  readonly hash: string;
  readonly rosterVersion: number;
}

export function headOf(entries: readonly Verified[]): Head {
  const chained = entries.filter((entry) => entry.header.seq >= 0);
  const last = chained.at(-1);
  return {
    next: last === undefined ? 0 : last.header.seq + 1,
    hash: last?.hash ?? '',
    rosterVersion: Math.max(0, ...entries.map((entry) => entry.header.rosterVersion)),
  };
}

const standing = (handling: Handling): Pick<Scene, 'handling' | 'report' | 'incident'> => ({
  handling,
  report: handling.reports.get(handling.ids.report) ?? noReport(handling.ids.report),
  incident: handling.incident,
});

/** `report`: its own entries, then those of the other reports the incident holds, if any. */
export function sceneOf(
  ground: Omit<Scene, 'handling' | 'report' | 'incident' | 'heads'>,
  streams: {
    readonly report: readonly Verified[];
    readonly incident: readonly Verified[];
    readonly mailbox: readonly Verified[];
  },
  ids: { readonly report: string; readonly incident: string; readonly mailbox: string },
): Scene {
  const own: Stream = `report/${ids.report}`;
  return {
    ...ground,
    ...standing(handlingOf(ids, [...streams.report, ...streams.incident], ground.roster)),
    heads: new Map<Stream, Head>([
      [own, headOf(streams.report.filter(({ header }) => header.stream === own))],
      [`incident/${ids.incident}`, headOf(streams.incident)],
      [`mailbox/${ids.mailbox}`, headOf(streams.mailbox)],
    ]),
  };
}

/** Manifests of clear arrivals must be turned by the first holder before members write there (sealing §5). */
function mustTurn(scene: Scene, compartment: string): boolean {
  const newest = scene.report.holding.newest.get(compartment);
  return newest?.manifest.epoch === 1 && scene.roster.sealingKeys.includes(newest.by);
}

const holdingFor = (scene: Scene, header: Header): Holding =>
  kindOf(header.stream) === 'report' ? scene.report.holding : scene.incident.holding;

/** Barred by the reporter, or aside by their own word: what a colleague said of them does not count. */
function isAway({ handling }: Scene, { id, sign }: RosterMember): boolean {
  const own = handling.incident.words.some(
    ({ member, says, by }) => member === id && says === 'conflict' && by === sign,
  );
  return handling.barred.has(id) || (own && handling.recused.has(id));
}

/**
 * Whether the next manifest may go without this holder: they left, are suspended, barred, stepped aside themselves,
 * have new keys, or nobody but such people brought them in (sealing §6). Anybody else stays, or one holder could take a
 * report from all others.
 */
function mayBeLeftOut(scene: Scene, holder: Holder): boolean {
  const { roster, now, introducers } = scene;
  const member = memberOf(roster, holder.member);
  if (member === undefined || !active(member, now) || isAway(scene, member)) return true;
  if (member.ageHash !== holder.ageHash || member.sign !== holder.sign) return true;
  const by = introducers?.get(member.id);
  const gone = (name: string): boolean => {
    const found = memberOf(roster, name);
    return scene.handling.barred.has(name) || (found !== undefined && isAway(scene, found));
  };
  return by !== undefined && [...by].every(gone);
}

function manifestRefused(scene: Scene, header: Header, author: RosterMember): NotAdmitted | null {
  const manifest = manifestOf(header);
  if (manifest === null) return 'bad-manifest';
  const holding = holdingFor(scene, header);
  if (holding.forked.has(manifest.compartment)) return 'bad-manifest';
  const current = holding.newest.get(manifest.compartment);
  if (!follows(current, manifest)) return 'bad-manifest';
  const internalBirth = kindOf(header.stream) === 'incident' && current === undefined;
  if (kindOf(header.stream) === 'report' && (current === undefined || manifest.compartment === 'internal'))
    return 'bad-manifest';
  if (kindOf(header.stream) === 'incident' && manifest.compartment !== 'internal') return 'bad-manifest';
  const account = scene.report.holding.newest.get('account');
  if (internalBirth && mustTurn(scene, 'account')) return 'turn-first';
  // Granting the server's own epoch again would pass for a turn.
  const turns = manifest.epoch !== current?.manifest.epoch;
  if (!internalBirth && !turns && mustTurn(scene, manifest.compartment)) return 'turn-first';
  if (!holds(internalBirth ? account : current, author.id)) return 'not-allowed';
  // [Note: Who may be granted] Until the conflict issue widens it, a holder may only re-grant those who already held
  // the compartment (or, for `internal`, the account): nobody is introduced by an ordinary act.
  const before = internalBirth ? account : current;
  const known = (id: string): boolean => holds(before, id);
  const sound = manifest.holders.every((holder) => {
    const member = memberOf(scene.roster, holder.member);
    return (
      member !== undefined &&
      active(member, scene.now) &&
      member.ageHash === holder.ageHash &&
      member.sign === holder.sign &&
      !isAway(scene, member) &&
      known(holder.member)
    );
  });
  const missing =
    before?.manifest.holders.filter((h) => !manifest.holders.some((now) => now.member === h.member)) ?? [];
  return sound && missing.every((holder) => mayBeLeftOut(scene, holder)) ? null : 'bad-manifest';
}

function epochRefused(scene: Scene, header: Header): NotAdmitted | null {
  if (header.compartment === '' || header.compartment === 'mailbox') return null;
  if (holdingFor(scene, header).forked.has(header.compartment)) return 'bad-manifest';
  if (kindOf(header.stream) === 'report' && mustTurn(scene, header.compartment)) return 'turn-first';
  const newest = holdingFor(scene, header).newest.get(header.compartment);
  return newest?.manifest.epoch === header.epoch ? null : 'stale-head';
}

/** The facts of `grant-failed` say whose grant of which epoch did not fit, and have no room for words. */
function namesAGrant(header: Header): boolean {
  const facts = new Map(header.facts);
  const epoch = facts.get('epoch');
  return (
    ['account', 'identity', 'parties', 'internal'].includes(textFact(header, 'compartment')) &&
    /^[0-9a-f]{64}$/u.test(textFact(header, 'author')) &&
    typeof epoch === 'number' &&
    epoch >= 1
  );
}

/**
 * [Note: Taken as it is built] Kinds that members can append today. The rules of the later stages stand, and nothing of
 * theirs is taken before the stage that writes it is whole: stepping aside must close the record, and naming somebody
 * else must need their word, before a server lets either be written.
 */
const takenToday: ReadonlySet<string> = new Set<Kind>([
  'access',
  'grant-failed',
  'rekey',
  'message',
  'acknowledged',
  'said-to-reporter',
  'lead-taken',
  'noted',
]);

/** Every member a header names is on the team list: a fact has no room for anybody, or anything, else. */
function namesStrangers({ facts }: Header, roster: Roster): boolean {
  const named = ['member', 'owner', 'invited', 'present', 'by'].flatMap((key) => listFact({ facts }, key));
  return named.some((id) => memberOf(roster, id) === undefined);
}

/**
 * Whether a member's header may be appended now; null when it may. Signature and file hash were checked before. `taken`:
 * the kinds that are; tests of later stages hand in all of them.
 */
export function admits(
  scene: Scene,
  entry: Verified,
  author: RosterMember,
  taken: ReadonlySet<string> = takenToday,
): NotAdmitted | null {
  const { header } = entry;
  if (header.org !== scene.org || !fitsKind(header, 'member')) return 'wrong-kind';
  if (!active(author, scene.now) || author.sign !== header.by) return 'not-allowed';
  const head = scene.heads.get(header.stream);
  if (head === undefined) return 'not-allowed';
  if (header.seq !== head.next || header.prev !== head.hash) return 'stale-head';
  if (scene.rosterHashes.get(header.rosterVersion) !== header.rosterHash) return 'roster-moved';
  if (header.rosterVersion < head.rosterVersion) return 'roster-moved';
  if (!isKind(header.kind) || !taken.has(header.kind) || namesStrangers(header, scene.roster)) return 'wrong-kind';
  if ('refused' in may(scene, scene.handling, author, { kind: header.kind, facts: header.facts })) return 'not-allowed';
  if (header.kind === 'access') return manifestRefused(scene, header, author);
  const holder = header.compartment === 'internal' ? scene.incident.holding.newest.get('internal') : undefined;
  const account = scene.report.holding.newest.get('account');
  if (!holds(holder ?? account, author.id)) return 'not-allowed';
  if (header.kind === 'acknowledged' && mustTurn(scene, 'account')) return 'turn-first';
  if (header.kind === 'grant-failed' && !namesAGrant(header)) return 'wrong-kind';
  return epochRefused(scene, header);
}

/** The scene after an admitted entry, so that a batch is judged entry by entry. */
export function after(scene: Scene, entry: Verified): Scene {
  const { header } = entry;
  const head = scene.heads.get(header.stream);
  const heads = new Map(scene.heads);
  if (header.seq >= 0)
    heads.set(header.stream, {
      next: header.seq + 1,
      hash: entry.hash,
      rosterVersion: Math.max(head?.rosterVersion ?? 0, header.rosterVersion),
    });
  const own = [`report/${scene.report.id}`, `incident/${scene.incident.id}`].includes(header.stream);
  return { ...scene, heads, ...(own ? standing(evolve(scene.handling, entry, scene.roster)) : {}) };
}

/** The kinds of a batch by stream: acknowledging always comes with a message a person sends (design §4). */
export function wholeBatch(headers: readonly Header[]): boolean {
  const count = (kind: string): number => headers.filter((header) => header.kind === kind).length;
  if (count('said-to-reporter') !== count('message')) return false;
  return count('acknowledged') === 0 || count('said-to-reporter') > 0;
}
