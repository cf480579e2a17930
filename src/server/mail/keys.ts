import { fromHex, joined, sha256Hex, toHex } from '#seal/digest.ts';
import { derivedMac, type Signer } from '#seal/entry.ts';

/**
 * [Note: What the sealing seed gives to mail] A key for each use, from the seed of the server's sealing key: what is kept of a
 * letter or a number is a digest that nobody can make without the server, and a letter that is handed over again is known
 * again without a table of letters.
 */
export function mailMac({ seed }: Pick<Signer, 'seed'>, what: string, text: string): Uint8Array {
  return derivedMac(seed, `mail/${what}`, text);
}

/** Report id, or entry id, of what was handed over in clear: 16 bytes, hex. The same parts give the same id. */
export function arrivalId(signer: Pick<Signer, 'seed'>, what: string, parts: readonly string[]): string {
  return toHex(mailMac(signer, what, JSON.stringify(parts)).subarray(0, 16));
}

/** Message-IDs as they are compared: without brackets and spaces. */
const bare = (messageId: string): string => messageId.trim().replace(/^</u, '').replace(/>$/u, '');

/** By what a letter of ours is known again in the one that answers it. Only who was sent it can name it. */
export function letterKey(messageId: string): string {
  return sha256Hex(`letter\n${bare(messageId)}`);
}

/**
 * By what a letter is known again when the same address names it. Of letters that others may know too (a newsletter that
 * two people answer) nothing else is kept: so the second one's answer never lands with the first one's report.
 */
export function betweenKey(signer: Pick<Signer, 'seed'>, messageId: string, address: string): string {
  return toHex(mailMac(signer, 'between', `${address.trim().toLowerCase()}\n${bare(messageId)}`));
}

/** What is kept of a letter of ours to this address: that it was ours, and whether it is they who answer it. */
export function sentKeys(signer: Pick<Signer, 'seed'>, messageId: string, to: string): readonly string[] {
  return [letterKey(messageId), betweenKey(signer, messageId, to)];
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Base32 (RFC 4648 §6) in small letters, no padding: mail servers may change the case of an address. */
function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/gu) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Uint8Array | null {
  const places = [...text.toLowerCase()].map((letter) => alphabet.indexOf(letter));
  if (places.includes(-1)) return null;
  const bits = places.map((place) => place.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/gu) ?? [], (byte) => Number.parseInt(byte, 2));
}

/** 16 bytes of report id, 5 of a MAC of it, 4 of a MAC with the address it was given to: 40 letters. */
const tokenLetters = 40;

const proofOf = (signer: Pick<Signer, 'seed'>, report: string): Uint8Array =>
  mailMac(signer, 'reply', report).subarray(0, 5);
const forOf = (signer: Pick<Signer, 'seed'>, report: string, address: string): Uint8Array =>
  mailMac(signer, 'reply-to', `${report}\n${address.trim().toLowerCase()}`).subarray(0, 4);

/**
 * What stands in the reply address of a report: nobody can make one for a report they were not sent it for. Whom it was
 * given to is in it as a MAC, so that an answer from elsewhere can be told and no address is kept.
 */
export function replyToken(signer: Pick<Signer, 'seed'>, report: string, to: string): string {
  return toBase32(joined(fromHex(report), proofOf(signer, report), forOf(signer, report, to)));
}

export interface ReplyTo {
  readonly report: string;
  /** Whether `from` is the address it was given to. */
  readonly same: boolean;
}

/** The report that a token is for; null for what is no token of ours. */
export function readToken(signer: Pick<Signer, 'seed'>, token: string, from: string): ReplyTo | null {
  const bytes = token.length === tokenLetters ? fromBase32(token) : null;
  if (bytes === null) return null;
  const report = toHex(bytes.subarray(0, 16));
  if (toHex(bytes.subarray(16, 21)) !== toHex(proofOf(signer, report))) return null;
  return { report, same: toHex(bytes.subarray(21)) === toHex(forOf(signer, report, from)) };
}

/** The reply address of a report, by the operator's pattern: `care+{token}@example.org`. */
export function replyAddress(pattern: string, token: string): string {
  return pattern.replace('{token}', token);
}

/** The token in an address that fits the pattern; null for any other. */
export function tokenIn(pattern: string, address: string): string | null {
  const [before = '', after = ''] = pattern.toLowerCase().split('{token}');
  const text = address.trim().toLowerCase();
  if (!text.startsWith(before) || !text.endsWith(after)) return null;
  const token = text.slice(before.length, text.length - after.length);
  return token.length === tokenLetters ? token : null;
}

/** What is kept of a phone number: whoever holds the server's key can only try numbers one by one. */
export function numberKey(signer: Pick<Signer, 'seed'>, number: string): string {
  return toHex(mailMac(signer, 'number', number.replaceAll(/[^\d+]/gu, '')));
}
