import { sign } from 'hono/jwt';
import type { SignatureKey } from 'hono/utils/jwt/jws';
import { toBase64url } from '#seal/digest.ts';
import type { PushKeyRow } from '#store/channel-store.ts';
import type { Store } from '#store/store.ts';

/** Half of what is allowed (RFC 8292 §2), so that a clock may be wrong. */
const lastsSeconds = 12 * 3600;
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;

async function made(): Promise<PushKeyRow> {
  const pair = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const [point, jwk] = await Promise.all([
    crypto.subtle.exportKey('raw', pair.publicKey),
    crypto.subtle.exportKey('jwk', pair.privateKey),
  ]);
  return { public: toBase64url(new Uint8Array(point)), private: JSON.stringify(jwk) };
}

/** The pair that push services know this server by; made when it is first asked for, and then it stays. */
export async function pushKey(store: Pick<Store, 'pushKeyKept' | 'keepPushKey'>): Promise<PushKeyRow> {
  return (await store.pushKeyKept()) ?? store.keepPushKey(await made());
}

/**
 * What a push service wants to see (RFC 8292): who we are, for this service alone, for half a day. `contact`: https or
 * mailto. `now`: ms of the real clock, which the service has too.
 */
export async function vapid(key: PushKeyRow, endpoint: string, contact: string, now: number): Promise<string> {
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now / 1000) + lastsSeconds, sub: contact };
  const token = await sign(claims, JSON.parse(key.private) as SignatureKey, 'ES256');
  return `vapid t=${token}, k=${key.public}`;
}
