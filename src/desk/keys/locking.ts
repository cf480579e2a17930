import { keeper, mayBeLetIn, turnDue, type Keeping } from '#domain/promises/grants.ts';
import type { Handling } from '#domain/promises/handling.ts';
import { holds, type Manifest, type Why } from '#domain/record/manifest.ts';
import type { Stream } from '#domain/record/header.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import { utf8 } from '#seal/digest.ts';
import { sealAccess } from '#seal/manifest.ts';
import { newEpoch } from '#seal/seal.ts';
import type { RekeyBody } from '#wire/bodies.ts';
import type { Piece } from '../sending/batch.ts';
import { sealedPiece } from './footing.ts';
import type { Known, Knowing } from './knowing.ts';
import type { Manifested } from './opening.ts';
import type { Room } from './room.ts';

type Compartment = Manifest['compartment'];
export const lockable = ['account', 'identity', 'internal'] as const satisfies readonly Compartment[];

/** What is to be different afterwards: who is kept apart, how it stands then, and who is handed keys besides. */
export interface Change {
  readonly keeping: Keeping;
  readonly handling: Handling;
  readonly add: readonly RosterMember[];
  readonly why: Why;
  /** Whether somebody may be handed this compartment; without it, what `mayBeLetIn` says. */
  readonly may?: (member: RosterMember, compartment: Compartment) => boolean;
}

/** The manifests of one act, and what the compartments are sealed to behind them. */
export interface Locked {
  readonly pieces: readonly Piece[];
  readonly account: { readonly recipient: string; readonly epoch: number };
}

interface Lock {
  readonly compartment: Compartment;
  readonly stream: Stream;
  /** Null: the first of its compartment. */
  readonly before: Manifested | null;
  readonly turn: boolean;
  readonly why: Why;
  readonly members: readonly RosterMember[];
}

/** Words of a manifest that somebody is added; where nobody is, it is only locked anew. */
const adding: ReadonlySet<Why> = new Set<Why>(['introduced', 'widened', 'stand-in']);

function lockOf(known: Known, me: string, compartment: Compartment, change: Change): Lock | null {
  const before = known.chains.get(compartment)?.at(-1);
  if (before === undefined || !holds(before, me)) return null;
  const { keeping, handling, add } = change;
  const entitled = change.may ?? ((member) => mayBeLetIn(known.judged.where, handling, keeping, member, compartment));
  const keepers = before.manifest.holders.flatMap((holder) => keeper(keeping, holder) ?? []);
  const kept = new Set(keepers.map(({ id }) => id));
  const fresh = add.filter((member) => !kept.has(member.id) && entitled(member, compartment));
  const due = turnDue(before, keeping);
  const again = add.some(({ id }) => kept.has(id)) && adding.has(change.why);
  if (due === null && fresh.length === 0 && !again) return null;
  const opening = due === 'arrived-in-clear' && change.why === 're-keyed' ? 'turned-on-opening' : change.why;
  const why = fresh.length === 0 && adding.has(change.why) ? 're-keyed' : opening;
  const turn = due !== null || why === 'widened';
  return { compartment, stream: before.header.stream, before, turn, why, members: [...keepers, ...fresh] };
}

/** What must be locked again, or may be opened to more people: in the compartments that this member holds. */
export function locksFor(known: Known, me: string, change: Change): readonly Lock[] {
  return lockable.flatMap((compartment) => lockOf(known, me, compartment, change) ?? []);
}

/** The first key of what the team writes, for those who hold the account. */
export function firstInternal(known: Known, me: string, locks: readonly Lock[]): readonly Lock[] {
  const account = known.chains.get('account')?.at(-1);
  if ((known.chains.get('internal')?.length ?? 0) > 0 || account === undefined || !holds(account, me)) return [];
  const { keeping } = known.judged;
  const kept = account.manifest.holders.flatMap((holder) => keeper(keeping, holder) ?? []);
  const members = locks.find(({ compartment }) => compartment === 'account')?.members ?? kept;
  const { stream } = known.standing.streams.incident;
  return [{ compartment: 'internal', stream, before: null, turn: false, why: 'internal-made', members }];
}

async function sealedLock(room: Room, lock: Lock, known: Known, knowing: Knowing) {
  const { compartment, stream, before, turn, why, members } = lock;
  const current = knowing.newest(known, compartment);
  const holders = await room.readers(members);
  if (members.length === 0 || holders.length < members.length) return null;
  if (before !== null && current === null) return null;
  const key = turn || current === null ? newEpoch() : current;
  const epoch = before === null ? 1 : before.manifest.epoch + (turn ? 1 : 0);
  const made = await sealAccess(
    {
      org: room.org,
      stream,
      compartment,
      epoch,
      epochKey: key,
      holders,
      prevAccess: before?.hash ?? '',
      why,
      ...(turn && current !== null ? { past: current.seed } : {}),
    },
    room.signer.public,
  );
  const piece: Piece = { draft: made.draft, file: made.past, grants: made.grants };
  return { piece, recipient: key.recipient, epoch };
}

/**
 * Seals the manifests, and tells the mailbox where additions go from now on when the account is turned. Null when it
 * cannot be done: a key is missing here, a member's recipient cannot be had, or nobody would hold it.
 */
export async function sealedLocks(knowing: Knowing, known: Known, locks: readonly Lock[]): Promise<Locked | null> {
  const { room } = knowing;
  let account: Locked['account'] | null = knowing.newest(known, 'account');
  const pieces: Piece[] = [];
  const told: Piece[] = [];
  for (const lock of locks) {
    const made = await sealedLock(room, lock, known, knowing);
    if (made === null) return null;
    pieces.push(made.piece);
    if (lock.compartment !== 'account') continue;
    const { recipient, epoch } = made;
    account = { recipient, epoch };
    if (!lock.turn || known.mailbox === null || known.mailboxKey === null) continue;
    const body: RekeyBody = { v: 1, epoch, recipient, members: lock.members.map(({ id }) => id) };
    const to = { recipient: known.mailboxKey.recipient, epoch: 0 };
    told.push(await sealedPiece(room, known.mailbox.stream, 'rekey', 'mailbox', to, [], utf8(JSON.stringify(body))));
  }
  return account === null ? null : { pieces: [...pieces, ...told], account };
}
