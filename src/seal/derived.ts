import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from './digest.ts';

/**
 * HMAC-SHA-256 (RFC 2104) of a text under a key of its own for each use: HKDF-SHA-256 (RFC 5869) of the seed with
 * `recourse/v1/<label>`. 32 bytes; the same text gives the same, and nobody without the seed can make or test one.
 */
export function derivedMac(seed: Uint8Array, label: string, text: string): Uint8Array {
  const key = hkdf(sha256, seed, undefined, utf8(`recourse/v1/${label}`), 32);
  return hmac(sha256, key, utf8(text));
}

/** HMAC-SHA-256 (RFC 2104) of a text under a secret that two sides share. */
export function sharedMac(secret: string, text: string): Uint8Array {
  return hmac(sha256, utf8(secret), utf8(text));
}
