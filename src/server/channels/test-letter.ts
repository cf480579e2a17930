import { randomHex, sha256Hex, toHex } from '#seal/digest.ts';
import type { Signer } from '#seal/entry.ts';
import { mailMac } from '../mail/keys.ts';

/** The header that a test letter is known by. */
export const testHeader = 'X-Recourse-Test';

const day = 24 * 3_600_000;
/** Of a letter as it comes back, so much is looked at: its headers come first. */
const mostHeaders = 64 * 1024;

const proofOf = (signer: Pick<Signer, 'seed'>, at: string, once: string): string =>
  toHex(mailMac(signer, 'self-test', `${at}.${once}`));

/** What stands in the header of the test that left at `at`, ms: nobody else can make one. */
export function testToken(signer: Pick<Signer, 'seed'>, at: number): string {
  const once = randomHex(16);
  return `${at}.${once}.${proofOf(signer, String(at), once)}`;
}

/**
 * When a test letter left, ms, if these bytes are one of ours; null for every other letter, also for one that only says
 * that it is a test. One older than a week is a letter again: nobody waits for it.
 */
export function testIn(signer: Pick<Signer, 'seed'>, raw: Uint8Array, now: number): number | null {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, mostHeaders)).toString('latin1');
  const headers = start.split(/\r?\n\r?\n/u, 1)[0]?.replaceAll(/\r?\n[ \t]+/gu, '') ?? '';
  const read = /^X-Recourse-Test:[ \t]*(\d{1,15})\.([0-9a-f]{32})\.([0-9a-f]{64})[ \t]*$/imu.exec(headers);
  const [, at = '', once = '', proof = ''] = read ?? [];
  // Digests are compared: how long it takes tells nothing of the proof.
  if (read === null || sha256Hex(proof) !== sha256Hex(proofOf(signer, at, once))) return null;
  const left = Number(at);
  // Clocks of two servers differ, and are set back: what we sent ourselves is no report for it.
  return left - now < day && now - left < 7 * day ? left : null;
}
