import { MLKEM768X25519 } from '@noble/post-quantum/hybrid.js';
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter } from 'age-encryption';
import { sha256Hex } from './digest.ts';
import { SealError } from './error.ts';
import { oneStanza } from './stanza.ts';

/**
 * [Note: age and nothing else]
 * Every sealed byte is a standard age v1 file (age-encryption.org/v1) with stanzas of type mlkem768x25519: ML-KEM-768
 * and X25519 together, so that a file copied today stays shut should either fall. The library writes and reads them;
 * the two lines of ours below only turn a 32-byte seed into age's own strings, because the library does that
 * asynchronously and makes its own seeds, while ours come from words, grants and keyrings.
 */

/** `AGE-SECRET-KEY-PQ-1…` of a 32-byte seed (age's plugin-free hybrid identity, bech32 of the raw seed). */
export function identityOf(seed: Uint8Array): string {
  if (seed.length !== 32) throw new SealError('bad-epoch-key', 'a seed has 32 bytes');
  return bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', seed).toUpperCase();
}

/** `age1pq1…` of a 32-byte seed: bech32 of the 1,216-byte hybrid public key, without bech32's length limit. */
export function recipientOf(seed: Uint8Array): string {
  if (seed.length !== 32) throw new SealError('bad-epoch-key', 'a seed has 32 bytes');
  return bech32.encode('age1pq', bech32.toWords(MLKEM768X25519.getPublicKey(seed)), false);
}

/** The seed inside an identity string; null when it is none. */
export function seedOf(identity: string): Uint8Array | null {
  try {
    const { prefix, bytes } = bech32.decodeToBytes(identity);
    return prefix.toUpperCase() === 'AGE-SECRET-KEY-PQ-' && bytes.length === 32 ? bytes : null;
  } catch {
    return null;
  }
}

/** Hex SHA-256 of the recipient string: a member's `ageHash` in the roster and `to` in a header. */
export function recipientHash(recipient: string): string {
  return sha256Hex(recipient);
}

/**
 * One age file with one stanza for each recipient. Throws `SealError('bad-recipient')` for none, for another kind of
 * recipient and for a malformed one: age-encryption itself writes recipient-less and mixed files without complaint.
 */
export async function sealTo(recipients: readonly string[], plain: Uint8Array): Promise<Uint8Array> {
  if (recipients.length === 0) throw new SealError('bad-recipient', 'nobody');
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    if (!recipient.startsWith('age1pq1')) throw new SealError('bad-recipient');
    try {
      encrypter.addRecipient(recipient);
    } catch {
      throw new SealError('bad-recipient');
    }
  }
  return encrypter.encrypt(plain);
}

/** What the library says when the file is whole but made for somebody else. Pinned by a test. */
const notMine = "no identity matched any of the file's recipients";

/** Opens an age file that may hold several stanzas: the one kind is an invitation. The caller checks the header. */
export async function openAny(
  identity: string,
  bytes: Uint8Array,
): Promise<Uint8Array | { readonly refused: 'wrong-key' | 'bad-file' }> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return await decrypter.decrypt(bytes);
  } catch (error) {
    return { refused: error instanceof Error && error.message === notMine ? 'wrong-key' : 'bad-file' };
  }
}

/**
 * The first piece (64 KiB) of what an age file of one recipient says, from the beginning of the file: by the library's own
 * stream, so that no format is read here. Each piece is sealed by itself; what comes behind it is not looked at. Null: not
 * one stanza, another key, or altered.
 */
export async function openFirst(identity: string, first: Uint8Array): Promise<Uint8Array | null> {
  if (!oneStanza(first)) return null;
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const file = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(first);
      },
    });
    const reader = (await decrypter.decrypt(file)).getReader();
    const { value } = await reader.read();
    await reader.cancel();
    return value ?? null;
  } catch {
    return null;
  }
}

/**
 * Opens an age file sealed to one recipient. `bad-file`: not exactly one stanza of the one kind, or altered.
 * `wrong-key`: sealed to somebody else (or its key part altered: age cannot tell these two apart).
 */
export async function openOne(
  identity: string,
  bytes: Uint8Array,
): Promise<Uint8Array | { readonly refused: 'wrong-key' | 'bad-file' }> {
  return oneStanza(bytes) ? openAny(identity, bytes) : { refused: 'bad-file' };
}
