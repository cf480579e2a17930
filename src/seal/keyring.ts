import { Decrypter, Encrypter } from 'age-encryption';
import { identityOf, recipientHash, recipientOf, seedOf } from './age.ts';
import { fromHex, randomBytes, textOf, toHex, utf8 } from './digest.ts';
import { signerOf, type Signer } from './sign.ts';
import { scryptTen } from './stanza.ts';

export { newRoot, readRootSheet, rootSheet } from './root.ts';

/** A member's keys: made once in their browser, never changed, on the server only locked. */
export interface Keyring {
  readonly v: 1;
  /** Member id. */
  readonly member: string;
  /** `AGE-SECRET-KEY-PQ-1…` */
  readonly identity: string;
  /** Ed25519 seed, hex. */
  readonly signSeed: string;
  /** Root public key, hex: whom this member believes from the first day on. */
  readonly root: string;
}

/** The public halves, as the roster names them. */
export interface KeyringPublic {
  readonly recipient: string;
  /** Hex SHA-256 of `recipient`. */
  readonly ageHash: string;
  /** Ed25519 public key, hex. */
  readonly sign: string;
}

/**
 * Fresh keys for a member, made in their own browser. Keys are never changed afterwards: a new device of the same member
 * unlocks the same keyring, a lost keyring means new keys by a roster note, and every manifest names the keys it meant.
 */
export function newKeyring(member: string, rootPublic: string): { readonly keyring: Keyring } & KeyringPublic {
  const seed = randomBytes(32);
  const signer = signerOf(randomBytes(32));
  const recipient = recipientOf(seed);
  const secrets = { identity: identityOf(seed), signSeed: toHex(signer.seed) };
  const keyring: Keyring = { v: 1, member, ...secrets, root: rootPublic };
  return { keyring, recipient, ageHash: recipientHash(recipient), sign: signer.public };
}

/** The public halves of a keyring. Rejects with `SealError` for a keyring that `unlockKeyring` would not give out. */
export async function publicOf(keyring: Keyring): Promise<KeyringPublic> {
  const recipient = recipientOf(seedOf(keyring.identity) ?? new Uint8Array());
  return { recipient, ageHash: recipientHash(recipient), sign: signerOfKeyring(keyring).public };
}

/** The member's signing key. */
export function signerOfKeyring(keyring: Keyring): Signer {
  return signerOf(fromHex(keyring.signSeed));
}

/**
 * [Note: A keyring's lock]
 * An age scrypt file, symmetric on purpose: a wrap to a public key could be swapped for another by the server. Work
 * factor 2^10 is enough because passphrases are 32 derived bytes, never chosen; it is also the only one accepted, so
 * that a server cannot stop a desk with a costly one.
 */
export function lockKeyring(keyring: Keyring, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(10);
  return encrypter.encrypt(utf8(JSON.stringify(keyring)));
}

function isKeyring(value: unknown): value is Keyring {
  if (typeof value !== 'object' || value === null) return false;
  const { v, member, identity, signSeed, root } = value as Record<string, unknown>;
  if (v !== 1 || typeof member !== 'string' || typeof identity !== 'string' || seedOf(identity) === null) return false;
  return [signSeed, root].every((hex) => typeof hex === 'string' && /^[0-9a-f]{64}$/u.test(hex));
}

/** Opens a lock. Null for a wrong passphrase, an altered file, another work factor (before deriving), no keyring. */
export async function unlockKeyring(file: Uint8Array, passphrase: string): Promise<Keyring | null> {
  if (!scryptTen(file)) return null;
  try {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const keyring: unknown = JSON.parse(textOf(await decrypter.decrypt(file)) ?? '');
    return isKeyring(keyring) ? keyring : null;
  } catch {
    return null;
  }
}
