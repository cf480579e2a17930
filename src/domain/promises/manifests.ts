import type { Holding } from '../record/holding.ts';
import { kindOf, textFact, type Header } from '../record/header.ts';
import { follows, holds, manifestOf, type Accepted, type Manifest } from '../record/manifest.ts';
import type { RosterMember } from '../team/roster.ts';
import { isFree, isNarrow, keeper, keptOut, mayBeLetIn, turnDue } from './grants.ts';
import type { NotAdmitted } from './not-admitted.ts';
import { before, becoming, keepingIn, type Scene } from './scene.ts';
import { holdersWithout, remainingWithout, type Remaining } from './successors.ts';

export const holdingFor = (scene: Scene, header: Header): Holding =>
  kindOf(header.stream) === 'report' ? scene.report.holding : scene.incident.holding;

/** Who stays and who must follow when this author steps aside now. */
export function leaving(scene: Scene, author: RosterMember): Remaining {
  const start = before(scene);
  return remainingWithout(scene, start, { ...scene, apart: keptOut(start) }, author.id);
}

/** Whether this batch is the one in which its author steps aside. */
export const stepsAside = (scene: Scene, { id }: RosterMember): boolean =>
  becoming(scene).away.has(id) && !before(scene).away.has(id);

/** Whoever must follow the author, and who alone is left to know what only the author knew. */
function followsAuthor(scene: Scene, current: Accepted, author: RosterMember): (member: RosterMember) => boolean {
  const { next } = leaving(scene, author);
  const keeping = { ...scene, apart: keptOut(before(scene)) };
  const all = [...next, ...holdersWithout(scene, before(scene), keeping, author.id, current)];
  return (member) => stepsAside(scene, author) && all.some(({ id }) => id === member.id);
}

/** Why somebody who did not hold it may hold it now, by what the manifest says it was made for. */
function mayBeNew(
  scene: Scene,
  manifest: Manifest,
  author: RosterMember,
  added: readonly RosterMember[],
  current: Accepted,
): boolean {
  const keeping = keepingIn(scene);
  const letIn = (member: RosterMember): boolean =>
    mayBeLetIn(scene, becoming(scene), keeping, member, manifest.compartment);
  switch (manifest.why) {
    case 'introduced':
      return !isNarrow(before(scene)) && added.every(letIn);
    case 'widened':
      return isNarrow(before(scene)) && added.every(letIn);
    case 'stand-in':
      return added.every((member) => becoming(scene).standIns.has(member.id) && letIn(member));
    case 'stepped-aside':
      return added.every(followsAuthor(scene, current, author));
    case 'birth':
    case 'turned-on-opening':
    case 'internal-made':
    case 're-keyed':
    case 'linked':
    case 'left':
      return added.length === 0;
  }
}

/** A turn passes the key before it on, sealed to the new one; what keeps the epoch, and a first epoch, has none to pass. */
const passesOn = ({ size }: Header, turns: boolean): boolean => size > 0 === turns;

/**
 * Who was ever barred from a report here. A desk that knows the reporter's sealed word turns without them, also where a
 * changed desk lifted the bar: the server cannot tell whom the reporter left out from who was only named.
 */
const everBarred = (scene: Scene): ReadonlySet<string> =>
  new Set(
    scene.handling.entries.flatMap(({ header }) => (header.kind === 'barred' ? [textFact(header, 'member')] : [])),
  );

/**
 * Whether a manifest may follow: by a holder, for people who may hold it, dropping nobody who may stay, and turned when
 * somebody goes (sealing §5, §6). Null when it may.
 */
export function manifestRefused(scene: Scene, header: Header, author: RosterMember): NotAdmitted | null {
  const manifest = manifestOf(header);
  if (manifest === null) return 'bad-manifest';
  const holding = holdingFor(scene, header);
  if (holding.forked.has(manifest.compartment)) return 'bad-manifest';
  const current = holding.newest.get(manifest.compartment);
  if (!follows(current, manifest)) return 'bad-manifest';
  const inIncident = kindOf(header.stream) === 'incident';
  if (inIncident !== (manifest.compartment === 'internal') || (!inIncident && current === undefined))
    return 'bad-manifest';
  const keeping = keepingIn(scene);
  const account = scene.report.holding.newest.get('account');
  const internalBirth = inIncident && current === undefined;
  if (internalBirth && turnDue(account, keeping) !== null) return 'turn-first';
  const turns = current !== undefined && manifest.epoch !== current.manifest.epoch;
  if (!turns && turnDue(current, keeping) !== null) return 'turn-first';
  if (!passesOn(header, turns)) return 'bad-file';
  const held = internalBirth ? account : current;
  if (held === undefined || !holds(held, author.id)) return 'not-allowed';
  // [Note: Nobody is dropped] Who may keep it stays, or one holder could take a report from all others; and who goes
  // takes a key along that must not open anything more. That includes whom only somebody kept apart brought in: where
  // that was the one steward, they are everybody. A colleague whom nobody knows is set aside, before a witness.
  const left = held.manifest.holders.filter((h) => !holds({ manifest }, h.member));
  // The first `internal` is for all who hold the account by then: whoever is to be left out of both is turned out of that
  // first. A desk that is shown how it stood before somebody was let in would else make one without them.
  const once = internalBirth ? new Set<string>() : everBarred(scene);
  if (left.some((holder) => keeper(keeping, holder) !== undefined && !once.has(holder.member))) return 'bad-manifest';
  if (left.length > 0 && !turns && !internalBirth) return 'bad-manifest';
  const members = manifest.holders.map((holder) => keeper(keeping, holder));
  const present = members.filter((member) => member !== undefined);
  if (present.length < members.length) return 'bad-manifest';
  // Who comes in, or comes back with other keys, is brought in by somebody who is free; who holds what was told is in.
  const holders = [held, ...(account ? [account] : [])].flatMap((accepted) => accepted.manifest.holders);
  const heldWith = ({ id, sign, ageHash }: RosterMember): boolean =>
    holders.some((h) => h.member === id && h.sign === sign && h.ageHash === ageHash);
  if (!present.filter((member) => !heldWith(member)).every((member) => isFree(keeping, member))) return 'bad-manifest';
  const added = present.filter((member) => !holds(held, member.id));
  if (manifest.why === 'widened' && !turns) return 'bad-manifest';
  return mayBeNew(scene, manifest, author, added, held) ? null : 'bad-manifest';
}
