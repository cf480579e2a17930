import { toHex } from '#seal/digest.ts';
import { sharedMac } from '#seal/entry.ts';

/** What the signature is over: the time, in seconds since 1970, and the body. */
export const timed = (seconds: number, body: string): string => `${seconds}.${body}`;

/**
 * The header `X-Recourse-Signature` by which another program knows that it is us, and we know a provider: when, and
 * HMAC-SHA-256 under the secret, hex. `now`: ms of the real clock. In this thread, at once: what is signed elsewhere comes
 * back in any order, and so several requests would leave in any.
 */
export function signatureHeader(secret: string, now: number, body: string): string {
  const seconds = Math.floor(now / 1000);
  return `t=${seconds},v1=${toHex(sharedMac(secret, timed(seconds, body)))}`;
}
