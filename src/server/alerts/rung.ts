import type { AlertSent } from '#store/channel-store.ts';
import type { Tried } from './bells.ts';

/** A try that is under way. */
interface Ringing {
  /** ms. */
  readonly begun: number;
  readonly tried: Promise<Tried>;
}

/** By member and route, in this process. */
const ringing = new Map<string, Ringing>();

/**
 * [Note: Rung once] By every way but mail all that is ordinary says the same: look at the desk. Whoever was told so since
 * something was there to be seen is told of it too: a hundred that waited for the morning, or for a server to come back,
 * ring once. Null where it has not rung since `since`, ms, and is not just ringing.
 */
export function rungSince(
  key: string,
  sent: readonly Pick<AlertSent, 'state' | 'at'>[],
  since: number,
): Promise<Tried> | null {
  const now = ringing.get(key);
  if (now !== undefined && now.begun >= since) return now.tried;
  return sent.some(({ state, at }) => state === 'sent' && at >= since) ? Promise.resolve({ state: 'sent' }) : null;
}

/** Lets those who ask meanwhile share this try. */
export function shared(key: string, begun: number, tried: Promise<Tried>): Promise<Tried> {
  const here: Ringing = { begun, tried };
  ringing.set(key, here);
  return tried.finally(() => {
    if (ringing.get(key) === here) ringing.delete(key);
  });
}
