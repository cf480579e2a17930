import { fromHex, sha256Hex, toHex } from '#seal/digest.ts';
import { publicOf, type Keyring, type KeyringPublic } from '#seal/keyring.ts';
import { english } from '#seal/lists/en.ts';
import { signerOf, type Signer } from '#seal/entry.ts';
import { mailboxKeys, wordsOf } from '#seal/words.ts';

/**
 * Keys that anybody can make again: a digest of a public sentence. They are what makes a rehearsal worthless to attack
 * and the same on every machine; nothing but a rehearsal is ever given them.
 */
const seedOf = (what: string): Uint8Array => fromHex(sha256Hex(`recourse rehearsal, not a secret\n${what}`));

export const rehearsalRoot: Signer = signerOf(seedOf('root'));
export const salt = sha256Hex('recourse rehearsal salt').slice(0, 32);

export const entropyOf = (member: string): Uint8Array => seedOf(`words ${member}`).slice(0, 10);
export const eightWordsOf = (member: string): string => wordsOf(entropyOf(member), english).join(' ');
/** The token behind a seeded report's words. */
export const tokenOf = (report: string): string => sha256Hex(`recourse rehearsal token ${report}`).slice(0, 32);

export interface Held extends KeyringPublic {
  readonly keyring: Keyring;
  readonly signer: Signer;
}

const made = new Map<string, Promise<Held>>();

async function make(member: string): Promise<Held> {
  const { identity, signSeed } = await mailboxKeys(seedOf(`keys ${member}`).slice(0, 10), salt);
  const keyring: Keyring = { v: 1, member, identity, signSeed: toHex(signSeed), root: rehearsalRoot.public };
  return { ...(await publicOf(keyring)), keyring, signer: signerOf(signSeed) };
}

export function keysOf(member: string): Promise<Held> {
  const known = made.get(member) ?? make(member);
  made.set(member, known);
  return known;
}
