import { sha256 } from '@noble/hashes/sha2.js';
import { base32crockford } from '@scure/base';
import { fromHex, joined, sameBytes } from './digest.ts';
import { newSigner, type Signer } from './sign.ts';

/** Bytes of checksum on a printed sheet: with the 32 of the seed exactly 56 characters, no bit left over. */
const checkBytes = 3;

/**
 * A fresh organisation root: the key every roster hangs on. It signs the first roster and is then blanked and kept on
 * paper; it reads nothing, so a found sheet opens no report.
 */
export function newRoot(): Signer {
  return newSigner();
}

/** `org`: the first 20 characters of lower-case Crockford base32 of SHA-256(root public key). Stands in every `#k=`. */
export function fingerprintOf(rootPublic: string): string {
  return base32crockford
    .encode(sha256(fromHex(rootPublic)))
    .toLowerCase()
    .slice(0, 20);
}

/** What is printed of a root: Crockford base32 of seed ‖ SHA-256(seed)[0..3], 14 groups of four joined by `-`. */
export function rootSheet(seed: Uint8Array): string {
  const text = base32crockford.encode(joined(seed, sha256(seed).subarray(0, checkBytes)));
  return text.replaceAll(/.{4}(?=.)/gu, '$&-');
}

/** The seed of a typed or scanned sheet: case, spaces and `O I L` for `0 1 1` do not matter. Null if it is mistyped. */
export function readRootSheet(text: string): Uint8Array | null {
  const typed = text.replaceAll(/[\s\-‐-―]/gu, '');
  try {
    const bytes = base32crockford.decode(typed);
    const seed = bytes.slice(0, 32);
    const sound = sameBytes(bytes.subarray(32), sha256(seed).subarray(0, checkBytes));
    return sound ? seed : null;
  } catch {
    return null;
  }
}
