import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { identityOf, recipientOf } from './age.ts';
import { fromHex, joined, randomBytes, sameBytes, sha256Hex, toBase64url, toHex, utf8 } from './digest.ts';
import { signerOf } from './sign.ts';

/**
 * [Note: Eight words]
 * 80 random bits and a checksum byte as eight words of a BIP-39 list: short enough for a slip of paper, too many to be
 * guessed against a server that slows wrong ones down, and made, never chosen, so that nobody's birthday is in them. The
 * checksum lets the page name a typing error itself, before the server is asked.
 *
 * What counts of a word are its first four letters, without accents and case, because those are unique in each list and
 * are what survives a strange keyboard, a phone's correction and a tired hand.
 */

/** 2,048 words of one language (BIP-39). No list is imported here: a page loads the one it needs. */
export interface WordList {
  /** Language tag: `en`, `es`, `zh-Hans`, … It is part of the checksum, so it never changes. */
  readonly id: string;
  readonly words: readonly string[];
}

export const wordCount = 8;
const entropyBytes = 10;
const rounds = 100_000;

/** Ten random bytes: what eight words say. */
export function newEntropy(): Uint8Array {
  return randomBytes(entropyBytes);
}

/**
 * The entropy of a report sent without JavaScript: HKDF-SHA-256 (RFC 5869) of the form's hidden token, so that pressing
 * Send twice gives the same words. The token is 16 random bytes as 32 hex characters and is never stored or logged.
 */
export function entropyFromToken(token: string): Uint8Array {
  return hkdf(sha256, utf8(token), undefined, utf8('recourse/v1/token'), entropyBytes);
}

/** Report id of a form: the first 16 bytes of SHA-256(token), hex; on both faces, with and without JavaScript. */
export function reportIdOf(token: string): string {
  return sha256Hex(token).slice(0, 32);
}

/** Another list gives another byte, so that words that stand in two lists seldom fit in both. */
function checksum(entropy: Uint8Array, list: WordList): number {
  return sha256(joined(utf8(`recourse/v1/check\n${list.id}\n`), entropy))[0] ?? 0;
}

/** The eight words of ten bytes and their checksum byte: 88 bits, eight big-endian indices of 11. Words are NFC. */
export function wordsOf(entropy: Uint8Array, list: WordList): readonly string[] {
  let bits = 0n;
  for (const byte of [...entropy, checksum(entropy, list)]) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: wordCount }, (_, i) => {
    const index = Number((bits >> BigInt(11 * (wordCount - 1 - i))) & 2047n);
    return (list.words[index] ?? '').normalize('NFC');
  });
}

/** What of a word counts: its first four letters without accents or case. Unique in each of the ten lists. */
function fold(word: string): string {
  const plain = word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().normalize('NFC');
  return [...plain].slice(0, 4).join('');
}

const folded = new WeakMap<WordList, ReadonlyMap<string, number>>();

function indicesOf(list: WordList): ReadonlyMap<string, number> {
  const known = folded.get(list) ?? new Map(list.words.map((word, index) => [fold(word), index]));
  folded.set(list, known);
  return known;
}

/** Words as typed or pasted: numbered, with commas, over several lines; Chinese characters also without spaces. */
function split(text: string): readonly string[] {
  const parts = text
    .replaceAll(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .split(/[\s\p{Nd}\p{P}\p{S}]+/u);
  return parts.flatMap((part) => (/^\p{Script=Han}+$/u.test(part) ? [...part] : [part])).filter((part) => part !== '');
}

export type Read =
  /** Each entropy that the words can stand for, at least one. */
  | { readonly readings: readonly Uint8Array[] }
  | { readonly problem: 'count'; readonly count: number }
  | { readonly problem: 'unknown-word'; readonly at: number; readonly word: string }
  | { readonly problem: 'checksum' };

function entropyOf(words: readonly string[], list: WordList): Uint8Array | null {
  let bits = 0n;
  for (const word of words) {
    const index = indicesOf(list).get(fold(word));
    if (index === undefined) return null;
    bits = (bits << 11n) | BigInt(index);
  }
  const entropy = Uint8Array.from({ length: entropyBytes }, (_, i) =>
    Number((bits >> BigInt(8 * (entropyBytes - i))) & 255n),
  );
  return checksum(entropy, list) === Number(bits & 255n) ? entropy : null;
}

/**
 * The entropy behind typed words, or what is wrong with them, without asking anybody: `count` (not eight), `unknown-word`
 * (`at` from 0, `word` as typed, in the list in which most words fit), `checksum` (every word exists, but not together:
 * one is mistyped into another or two are swapped; one such error in 256 passes). Lists share words, or their first four
 * letters, at other places: one in half a million phrases of the Portuguese list fits in the Spanish one too and says
 * something else there. Only what it opens tells which is meant: whoever asks tries each, in the order of the lists.
 */
export function readWords(text: string, lists: readonly WordList[]): Read {
  const words = split(text);
  if (words.length !== wordCount) return { problem: 'count', count: words.length };
  const readings: Uint8Array[] = [];
  for (const list of lists) {
    const entropy = entropyOf(words, list);
    // What both Chinese lists have stands at the same place in both: it says the same.
    if (entropy !== null && !readings.some((other) => sameBytes(other, entropy))) readings.push(entropy);
  }
  if (readings.length > 0) return { readings };
  const fits = lists.map((list) => words.map((word) => indicesOf(list).has(fold(word))));
  const best = fits.toSorted((a, b) => b.filter(Boolean).length - a.filter(Boolean).length)[0] ?? [];
  const at = best.indexOf(false);
  return at < 0 ? { problem: 'checksum' } : { problem: 'unknown-word', at, word: words[at] ?? '' };
}

/**
 * [Note: From words to keys]
 * PBKDF2-HMAC-SHA-256 (RFC 8018) by WebCrypto, once, with the organisation's salt; then HKDF-SHA-256 with one label for
 * each key. Words are made for people, never chosen, so their 80 bits carry the strength and the rounds only make a
 * stolen table of bearer hashes dearer. The input is the entropy, not the text: all languages, spellings and keyboards
 * lead to the same keys. The server keeps SHA-256(auth) and can derive none of the others from it.
 */
async function stretch(entropy: Uint8Array, saltHex: string): Promise<(label: string, length: number) => Uint8Array> {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(entropy), 'PBKDF2', false, ['deriveBits']);
  const salt = new Uint8Array(joined(utf8('recourse/v1/words\n'), fromHex(saltHex)));
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 256);
  return (label, length) => hkdf(sha256, new Uint8Array(bits), undefined, utf8(`recourse/v1/${label}`), length);
}

/** A reporter's mailbox: where it is, how to ask for it, how to open it, how to sign in its name. */
export interface MailboxKeys {
  /** 16 bytes, hex. */
  readonly id: string;
  /** 32 bytes, hex; the server keeps `bearerHash` of it. */
  readonly auth: string;
  /** `AGE-SECRET-KEY-PQ-1…` */
  readonly identity: string;
  /** `age1pq1…` */
  readonly recipient: string;
  readonly signSeed: Uint8Array;
  /** Ed25519 public key, hex. */
  readonly sign: string;
}

/** Mailbox keys of eight words. `saltHex`: the 16-byte salt of roster v1, hex. Needs WebCrypto (https or localhost). */
export async function mailboxKeys(entropy: Uint8Array, saltHex: string): Promise<MailboxKeys> {
  const derive = await stretch(entropy, saltHex);
  const ageSeed = derive('mailbox/age', 32);
  const signSeed = derive('mailbox/sign', 32);
  return {
    id: toHex(derive('mailbox/id', 16)),
    auth: toHex(derive('mailbox/auth', 32)),
    identity: identityOf(ageSeed),
    recipient: recipientOf(ageSeed),
    signSeed,
    sign: signerOf(signSeed).public,
  };
}

/** What a member's eight words give: a look-up handle (not the member id), a bearer, the passphrase of their lock. */
export interface MemberSecrets {
  readonly handle: string;
  readonly auth: string;
  /** Base64url of 32 bytes; opens `unlock/words` (`unlockKeyring`). */
  readonly passphrase: string;
}

/** Secrets of a member's eight words; the same derivation as a mailbox under other labels. */
export async function memberSecrets(entropy: Uint8Array, saltHex: string): Promise<MemberSecrets> {
  const derive = await stretch(entropy, saltHex);
  return {
    handle: toHex(derive('member/id', 16)),
    auth: toHex(derive('member/auth', 32)),
    passphrase: toBase64url(derive('unlock/words', 32)),
  };
}

/**
 * What a device keeps of the PIN that takes it back from whoever was lent it, hex: stretched like words, with a salt of its
 * own (16 bytes, hex). A few digits protect nothing, so nothing is locked by it.
 */
export async function pinHash(pin: string, saltHex: string): Promise<string> {
  const derive = await stretch(utf8(pin), saltHex);
  return toHex(derive('pin', 32));
}

/** What the server keeps of `auth`: SHA-256 of its 32 bytes, hex. Throws `SealError('bad-hex')` for no hex. */
export function bearerHash(auth: string): string {
  return sha256Hex(fromHex(auth));
}
