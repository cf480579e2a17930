import { recipientHash, sealTo } from './age.ts';
import { sha256Hex } from './digest.ts';
import type { Draft, FileMade } from './entry.ts';
import { SealError } from './error.ts';
import { floors, pack } from './packed.ts';
import { hybridStanzas } from './stanza.ts';

/**
 * [Note: Sealed to people] A notice has no key of its own: its file is sealed to each of its readers, one stanza each, as
 * an invitation is. `to` names all of them at once, so that the header says to whom and nobody can be added unseen.
 */

/** Most readers of one notice: as many stanzas as a header is read for. */
export const mostReaders = 64;

/** What `to` says of a file for several: the hash of their recipients' hashes, sorted. */
export function readersHash(ageHashes: readonly string[]): string {
  return sha256Hex(`recourse/v1/readers\n${ageHashes.toSorted().join('\n')}`);
}

/**
 * Seals the body of a notice's entry to its readers, bound to its header as every file is. Throws
 * `SealError('bad-recipient')` for nobody, too many, or the same one twice.
 */
export async function sealNotice(
  draft: Omit<Draft, 'compartment' | 'epoch'>,
  by: string,
  recipients: readonly string[],
  body: Uint8Array,
): Promise<FileMade> {
  if (recipients.length > mostReaders || new Set(recipients).size !== recipients.length)
    throw new SealError('bad-recipient');
  const { org, stream, id, kind } = draft;
  const to = readersHash(recipients.map((one) => recipientHash(one)));
  const plain = pack({ org, stream, id, kind, compartment: '', epoch: 0, to, by }, body, floors.entry);
  const bytes = await sealTo(recipients, plain);
  return { bytes, hash: sha256Hex(bytes), size: bytes.length, to };
}

/** Whether these bytes can be a file for exactly so many readers. Says nothing of who they are. */
export function isForSoMany(bytes: Uint8Array, readers: number): boolean {
  return readers > 0 && readers <= mostReaders && hybridStanzas(bytes) === readers;
}
