import { ed25519 } from '@noble/curves/ed25519.js';
import { fromHex, randomBytes, toHex, utf8 } from './digest.ts';

/** An Ed25519 key that signs (RFC 8032): 32-byte seed and public key, hex. */
export interface Signer {
  readonly seed: Uint8Array;
  readonly public: string;
}

/** The signer of a 32-byte seed. */
export function signerOf(seed: Uint8Array): Signer {
  return { seed, public: toHex(ed25519.getPublicKey(seed)) };
}

/** A fresh signing key from the CSPRNG: a root, a server's sealing key. */
export function newSigner(): Signer {
  return signerOf(randomBytes(32));
}

/** Ed25519 over a text, hex. Every text signed in this program begins with its own `recourse/v1/…` first line. */
export function signText(text: string, signer: Signer): string {
  return toHex(ed25519.sign(utf8(text), signer.seed));
}

/**
 * Strict verification (RFC 8032 §5.1.7 with canonical encodings and no small-order keys, not ZIP 215), so that one
 * signature is not accepted here and refused there. False, never an exception, for anything malformed.
 */
export function verifyText(text: string, signature: string, publicKey: string): boolean {
  if (!/^[0-9a-f]{128}$/u.test(signature) || !/^[0-9a-f]{64}$/u.test(publicKey)) return false;
  try {
    return ed25519.verify(fromHex(signature), utf8(text), fromHex(publicKey), { zip215: false });
  } catch {
    return false;
  }
}
