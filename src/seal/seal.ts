import { identityOf, recipientHash, recipientOf, sealTo } from './age.ts';
import { randomBytes, sha256Hex } from './digest.ts';
import type { Draft, FileMade } from './entry.ts';
import { floors, pack, type Binding } from './packed.ts';

export { recipientHash } from './age.ts';
export { isForSoMany, mostReaders, readersHash, sealNotice } from './notice.ts';

/** The key of one epoch of one compartment. Whoever makes it hands the seed out in grants and forgets it. */
export interface EpochKey {
  /** 32 bytes. */
  readonly seed: Uint8Array;
  readonly identity: string;
  readonly recipient: string;
}

/** A fresh post-quantum identity for an epoch, from the CSPRNG. */
export function newEpoch(): EpochKey {
  const seed = randomBytes(32);
  return { seed, identity: identityOf(seed), recipient: recipientOf(seed) };
}

async function sealPacked(binding: Binding, recipient: string, body: Uint8Array, floor: number): Promise<FileMade> {
  const bytes = await sealTo([recipient], pack(binding, body, floor));
  return { bytes, hash: sha256Hex(bytes), size: bytes.length, to: binding.to };
}

/**
 * Seals the body of an entry to one recipient, bound to its header: inside stands a line that repeats org, stream, id,
 * kind, compartment, epoch, `to` and `by` (the key that will sign, hex). `seq` and `prev` are not in it, so that an
 * entry that lost a race is signed again, not sealed again. Throws `SealError('bad-recipient')`.
 */
export function sealFile(draft: Draft, by: string, recipient: string, body: Uint8Array): Promise<FileMade> {
  const { org, stream, id, kind, compartment, epoch } = draft;
  const to = recipientHash(recipient);
  return sealPacked({ org, stream, id, kind, compartment, epoch, to, by }, recipient, body, floors.entry);
}

/** A body outside every record: an age file of its own and the one key that opens it. */
export interface LockedCopy {
  readonly file: Uint8Array;
  /** `AGE-SECRET-KEY-PQ-1…`: what `age -d -i` (1.3 or later) wants. */
  readonly identity: string;
}

/**
 * A copy to take elsewhere, sealed to a key made for it alone: `age -d` opens it without Recourse, and whoever is handed
 * the key can open nothing else. Not packed: the plain text is exactly `body`.
 */
export async function sealCopy(body: Uint8Array): Promise<LockedCopy> {
  const { identity, recipient } = newEpoch();
  return { file: await sealTo([recipient], body), identity };
}

/**
 * Seals an epoch's seed to one holder: packed kind `grant`, bound to the manifest entry (`manifestDraft`) it belongs to
 * and to its author. Counts only once that manifest lists the file's hash. Throws `SealError('bad-recipient')`.
 */
export function sealGrant(
  manifestDraft: Draft,
  by: string,
  epochSeed: Uint8Array,
  holder: { readonly member: string; readonly recipient: string },
): Promise<FileMade> {
  const { org, stream, id, compartment, epoch } = manifestDraft;
  const to = recipientHash(holder.recipient);
  const binding: Binding = { org, stream, id, kind: 'grant', compartment, epoch, to, by };
  return sealPacked(binding, holder.recipient, epochSeed, floors.grant);
}
