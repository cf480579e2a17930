import { evolve as evolveIncident, foldIncident } from '../incident/evolve.ts';
import type { Incident } from '../incident/incident.ts';
import { evolve as evolveReport, foldReport } from '../intake/evolve.ts';
import type { Report } from '../intake/report.ts';
import type { Act, Procedure } from '../procedure/procedure.ts';
import { kindOf, textFact, type Header, type Stream, type Verified } from '../record/header.ts';
import type { Holding } from '../record/holding.ts';
import { isKind, kinds, type Author, type KindRule } from '../record/kinds.ts';
import { follows, holds, manifestOf, type Holder } from '../record/manifest.ts';
import { active, memberOf, type Roster, type RosterMember } from '../team/roster.ts';
import { may } from './may.ts';

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
export interface Scene {
  readonly org: string;
  readonly procedure: Procedure;
  readonly edition: string;
  readonly roster: Roster;
  /** Version and hash of every accepted note, so that a header's reference can be checked. */
  readonly rosterHashes: ReadonlyMap<number, string>;
  /** Who signed a note that holds a member's present keys, by member; without it everybody counts as well introduced. */
  readonly introducers?: ReadonlyMap<string, ReadonlySet<string>>;
  readonly now: number;
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

export function sceneOf(
  ground: Omit<Scene, 'report' | 'incident' | 'heads'>,
  streams: {
    readonly report: readonly Verified[];
    readonly incident: readonly Verified[];
    readonly mailbox: readonly Verified[];
  },
  ids: { readonly report: string; readonly incident: string; readonly mailbox: string },
): Scene {
  return {
    ...ground,
    report: foldReport(ids.report, streams.report),
    incident: foldIncident(ids.incident, streams.incident),
    heads: new Map<Stream, Head>([
      [`report/${ids.report}`, headOf(streams.report)],
      [`incident/${ids.incident}`, headOf(streams.incident)],
      [`mailbox/${ids.mailbox}`, headOf(streams.mailbox)],
    ]),
  };
}

const actOf: Readonly<Partial<Record<string, Act>>> = {
  noted: 'note',
  acknowledged: 'acknowledge',
  'said-to-reporter': 'write-to-reporter',
  message: 'write-to-reporter',
};

/** Whether the header's shape is what its kind allows for this author: the closed table of `kinds.ts`. */
export function fitsKind(header: Header, author: Author): boolean {
  if (!isKind(header.kind)) return false;
  const rule: KindRule = kinds[header.kind];
  const must = rule.facts.filter((key) => !key.endsWith('?'));
  const can = rule.facts.map((key) => key.replace('?', ''));
  const has = header.facts.map(([key]) => key);
  const fileFits =
    rule.file === 'none'
      ? header.size === 0 && header.to === ''
      : header.size > 0 && (rule.file === 'sealed') === (header.to !== '');
  const mailbox = header.compartment === 'mailbox' || header.compartment === '';
  return (
    rule.streams.includes(kindOf(header.stream)) &&
    rule.authors.includes(author) &&
    rule.compartments.includes(header.compartment) &&
    mailbox === (header.epoch === 0) &&
    must.every((key) => has.includes(key)) &&
    has.every((key) => can.includes(key)) &&
    fileFits
  );
}

/** Manifests of clear arrivals must be turned by the first holder before members write there (sealing §5). */
function mustTurn(scene: Scene, compartment: string): boolean {
  const newest = scene.report.holding.newest.get(compartment);
  return newest?.manifest.epoch === 1 && scene.roster.sealingKeys.includes(newest.by);
}

const holdingFor = (scene: Scene, header: Header): Holding =>
  kindOf(header.stream) === 'report' ? scene.report.holding : scene.incident.holding;

/**
 * Whether the next manifest may go without this holder: they left, are suspended, barred, have new keys, or nobody but
 * barred people brought them in (sealing §6). Anybody else stays, or one holder could take a report from all others.
 */
function mayBeLeftOut({ roster, now, report, introducers }: Scene, holder: Holder): boolean {
  const member = memberOf(roster, holder.member);
  if (member === undefined || !active(member, now) || report.barred.has(member.id)) return true;
  if (member.ageHash !== holder.ageHash || member.sign !== holder.sign) return true;
  const by = introducers?.get(member.id);
  return by !== undefined && [...by].every((name) => report.barred.has(name));
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
      !scene.report.barred.has(holder.member) &&
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

/** Whether a member's header may be appended now; null when it may. Signature and file hash were checked before. */
export function admits(scene: Scene, entry: Verified, author: RosterMember): NotAdmitted | null {
  const { header } = entry;
  if (header.org !== scene.org || !fitsKind(header, 'member')) return 'wrong-kind';
  if (!active(author, scene.now) || author.sign !== header.by) return 'not-allowed';
  const head = scene.heads.get(header.stream);
  if (head === undefined) return 'not-allowed';
  if (header.seq !== head.next || header.prev !== head.hash) return 'stale-head';
  if (scene.rosterHashes.get(header.rosterVersion) !== header.rosterHash) return 'roster-moved';
  if (header.rosterVersion < head.rosterVersion) return 'roster-moved';
  if (header.kind === 'access') return manifestRefused(scene, header, author);
  const holder = header.compartment === 'internal' ? scene.incident.holding.newest.get('internal') : undefined;
  const account = scene.report.holding.newest.get('account');
  if (!holds(holder ?? account, author.id)) return 'not-allowed';
  if (header.kind === 'acknowledged' && mustTurn(scene, 'account')) return 'turn-first';
  if (header.kind === 'said-to-reporter' && !['yes', 'no'].includes(textFact(header, 'follow-up'))) return 'wrong-kind';
  if (header.kind === 'grant-failed' && !namesAGrant(header)) return 'wrong-kind';
  const act = actOf[header.kind];
  if (act !== undefined) {
    const allowed = may(scene.procedure, scene.edition, author, act, scene.report.barred);
    if ('refused' in allowed) return 'not-allowed';
  }
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
  const isReport = header.stream === `report/${scene.report.id}`;
  const isIncident = header.stream === `incident/${scene.incident.id}`;
  return {
    ...scene,
    heads,
    report: isReport ? evolveReport(scene.report, entry) : scene.report,
    incident: isIncident ? evolveIncident(scene.incident, entry) : scene.incident,
  };
}

/** The kinds of a batch by stream: acknowledging always comes with a message a person sends (design §4). */
export function wholeBatch(headers: readonly Header[]): boolean {
  const count = (kind: string): number => headers.filter((header) => header.kind === kind).length;
  if (count('said-to-reporter') !== count('message')) return false;
  return count('acknowledged') === 0 || count('said-to-reporter') > 0;
}
