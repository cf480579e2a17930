import type { Holding } from '../record/holding.ts';
import { kindOf, type Header } from '../record/header.ts';
import { follows, holds, manifestOf, type Manifest } from '../record/manifest.ts';
import type { RosterMember } from '../team/roster.ts';
import { isNarrow, keeper, mayBeLetIn, turnDue } from './grants.ts';
import type { NotAdmitted } from './not-admitted.ts';
import { before, becoming, keepingIn, type Scene } from './scene.ts';
import { remainingWithout, type Remaining } from './successors.ts';

export const holdingFor = (scene: Scene, header: Header): Holding =>
  kindOf(header.stream) === 'report' ? scene.report.holding : scene.incident.holding;

/** Who stays and who must follow when this author steps aside now. */
export function leaving(scene: Scene, author: RosterMember): Remaining {
  const start = before(scene);
  return remainingWithout(scene, start, { ...scene, apart: start.away }, author.id);
}

/** Why somebody who did not hold it may hold it now, by what the manifest says it was made for. */
function mayBeNew(scene: Scene, manifest: Manifest, author: RosterMember, added: readonly RosterMember[]): boolean {
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
    case 'stepped-aside': {
      const { next } = leaving(scene, author);
      return added.every((member) => next.some(({ id }) => id === member.id));
    }
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
  // takes a key along that must not open anything more.
  const left = held.manifest.holders.filter((h) => !holds({ manifest }, h.member));
  if (left.some((holder) => keeper(keeping, holder) !== undefined)) return 'bad-manifest';
  if (left.length > 0 && !turns && !internalBirth) return 'bad-manifest';
  const members = manifest.holders.map((holder) => keeper(keeping, holder));
  const added = members.filter((member) => member !== undefined && !holds(held, member.id));
  if (members.includes(undefined)) return 'bad-manifest';
  const fresh = added.filter((member) => member !== undefined);
  if (manifest.why === 'widened' && !turns) return 'bad-manifest';
  return mayBeNew(scene, manifest, author, fresh) ? null : 'bad-manifest';
}
