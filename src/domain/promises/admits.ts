import { textFact, type Header, type Verified } from '../record/header.ts';
import { listFact } from '../record/facts.ts';
import { holds } from '../record/manifest.ts';
import { active, memberOf, type Roster, type RosterMember } from '../team/roster.ts';
import { fitsKind } from './fits.ts';
import { keptOut, newestOf, turnable, turnDue } from './grants.ts';
import { isKind, type Kind } from './kinds.ts';
import { holdingFor, leaving, manifestRefused } from './manifests.ts';
import { may } from './may.ts';
import type { NotAdmitted } from './not-admitted.ts';
import { comesTo } from './successors.ts';
import { becoming, before, foreseen, keepingIn, type Scene } from './scene.ts';

export { fitsKind } from './fits.ts';
export type { NotAdmitted } from './not-admitted.ts';
export { after, foreseen, sceneOf, type Scene } from './scene.ts';

function epochRefused(scene: Scene, header: Header): NotAdmitted | null {
  if (header.compartment === '' || header.compartment === 'mailbox') return null;
  if (holdingFor(scene, header).forked.has(header.compartment)) return 'bad-manifest';
  const newest = holdingFor(scene, header).newest.get(header.compartment);
  if (turnDue(newest, keepingIn(scene)) !== null) return 'turn-first';
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
 * theirs is taken before the stage that writes it is whole.
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
  'unbarred',
  'conflict-asked',
  'conflict-answered',
  'recused',
  'stand-in-appointed',
  'handed-over',
  'tagged',
  'person-noted',
  'identity-joined',
  'identity-undone',
  'linked',
  'joined-into',
  'unlinked',
  'extracted',
  'filed',
  'moved',
  'waived',
  'assessed',
  'hold-contact',
  'plan-made',
  'measure-taken',
  'measure-reviewed',
  'referred',
  'need-asked',
  'need-done',
  'meeting-called',
  'voted',
  'meeting-held',
  'resolved',
  'consequence-decided',
  'consequence-carried-out',
  'consequence-lifted',
  'consequence-reviewed',
  'disclosed',
  'warned',
  'conversation-planned',
  'conversation-held',
  'conversation-left-out',
  'side-heard',
  'apology-noted',
  'drafted',
  'cleared',
  'aware-listed',
  'aware-told',
  'permission-given',
  'permission-withdrawn',
  'announcement-approved',
  'published',
  'delegated',
  'follow-up-planned',
  'support-planned',
  'checked-back',
  'appeal-filed',
  'packet-made',
  'appeal-decided',
  'closed',
  'reopened',
  'debriefed',
]);

/** Every member a header names is on the team list: a fact has no room for anybody, or anything, else. */
function namesStrangers({ facts }: Header, roster: Roster): boolean {
  const named = ['member', 'owner', 'invited', 'present', 'by'].flatMap((key) => listFact({ facts }, key));
  return named.some((id) => memberOf(roster, id) === undefined);
}

/**
 * Who is given something to do can open it once the batch stands: they alone are reminded of it, and who cannot see the
 * incident never is (MTG-07).
 */
function ownedUnseen(scene: Scene, header: Header): boolean {
  const owner = textFact(header, header.kind === 'handed-over' ? 'member' : 'owner');
  if (owner === '') return false;
  const { incident, reports, ids } = becoming(scene);
  const told = reports.get(ids.report)?.holding.newest.get('account');
  return !holds(incident.holding.newest.get('internal') ?? told, owner);
}

/** Judged on how it stood before the batch: the keys of who is set aside are turned beside the word that does it. */
const conflictWords: ReadonlySet<string> = new Set<Kind>(['recused', 'conflict-answered']);

/**
 * Whether the author holds what they write in. What has no key of its own is judged on who held the account before the
 * batch: who steps aside says so, and tells the reporter's mailbox, in the batch that takes their keys. Who was only
 * asked about names answers for themselves.
 */
function isHeldBy(scene: Scene, { kind, facts, compartment }: Header, { id }: RosterMember): boolean {
  const start = before(scene);
  const told = start.reports.get(scene.report.id)?.holding.newest;
  if (compartment !== '' && compartment !== 'mailbox') {
    const internal = compartment === 'internal' ? scene.incident.holding.newest.get('internal') : undefined;
    return holds(internal ?? scene.report.holding.newest.get('account'), id);
  }
  // Who reviews an appeal holds its packet, which the way they come in asked for (acting.ts).
  if (kind === 'appeal-decided') return true;
  const asked = kind === 'conflict-answered' && facts.some(([key, value]) => key === 'member' && value === id);
  return holds(told?.get('account'), id) || (asked && holds(told?.get('parties'), id));
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
  const standing = conflictWords.has(header.kind) ? before(scene) : scene.handling;
  const answer = may(scene, standing, author, { kind: header.kind, facts: header.facts });
  if ('refused' in answer) return answer.refused === 'words-first' ? 'words-first' : 'not-allowed';
  if (header.kind === 'access') return manifestRefused(scene, header, author);
  if (!isHeldBy(scene, header, author) || ownedUnseen(scene, header)) return 'not-allowed';
  const account = scene.report.holding.newest.get('account');
  if (header.kind === 'acknowledged' && turnDue(account, keepingIn(scene)) !== null) return 'turn-first';
  if (header.kind === 'grant-failed' && !namesAGrant(header)) return 'wrong-kind';
  return epochRefused(scene, header);
}

/**
 * What must stand together in one batch. Messages: an acknowledgement comes with a message that a person sends, and a
 * message is in report and mailbox or in neither (design §4). Keys: who is set aside, or steps aside, is out of every
 * key that the author holds in the same moment; the keys go to those the rules name and to no fewer; who is appointed or
 * released has their key at once.
 */
export function wholeBatch(scene: Scene, batch: readonly Verified[], author: RosterMember): NotAdmitted | null {
  const headers = batch.map(({ header }) => header);
  const count = (kind: string): number => headers.filter((header) => header.kind === kind).length;
  if (count('said-to-reporter') !== count('message')) return 'wrong-kind';
  if (count('acknowledged') > 0 && count('said-to-reporter') === 0) return 'wrong-kind';
  // One word on a conflict at a time: of two at once each could pass for the other's witness.
  if (count('recused') + count('conflict-answered') > 1) return 'wrong-kind';
  const stands = becoming(foreseen(scene, batch));
  const gone = [...stands.away].filter((id) => !scene.handling.away.has(id));
  const had = turnable(scene.handling, author);
  const stillOpen = newestOf(stands).some(
    (accepted) =>
      gone.some((id) => holds(accepted, id)) &&
      had.some(({ manifest }) => manifest.compartment === accepted.manifest.compartment),
  );
  if (stillOpen) return 'turn-first';
  const account = stands.reports.get(stands.ids.report)?.holding.newest.get('account');
  if (gone.includes(author.id) && had.length > 0) {
    const { next } = leaving(scene, author);
    // Both, where both are theirs: what the team writes is part of what follows them.
    const handed = [account, stands.incident.holding.newest.get('internal')].filter((accepted) =>
      had.some(({ manifest }) => manifest.compartment === accepted?.manifest.compartment),
    );
    if (!handed.every((accepted) => next.every(({ id }) => holds(accepted, id)))) return 'bad-manifest';
  }
  const keeping = { ...scene, apart: keptOut(stands) };
  const given = headers.flatMap((header) => {
    const member = memberOf(scene.roster, textFact(header, 'member'));
    if (member === undefined) return [];
    // In a circle they are let into all of it at once, which takes more than this incident's own entries.
    const isAlone = scene.handling.kin.near.size === 0;
    if (header.kind === 'unbarred') return isAlone && comesTo(scene, stands, keeping, member) ? [member] : [];
    return header.kind === 'stand-in-appointed' ? [member] : [];
  });
  return given.every(({ id }) => holds(account, id)) ? null : 'bad-manifest';
}
