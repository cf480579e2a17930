import type { DeadWay } from '#store/channel-store.ts';
import type { AlertParts } from './message.ts';
import type { Reached } from './reach.ts';

/** Beside the ways of a member, what is kept of all of them together. */
const everyWay = '';

/**
 * [Note: Whom nothing reaches] Who keeps the team should know whom nothing reaches, and must not learn from it that
 * something was sent to somebody. So only what leaves whatever incidents there are speaks of it: settings that changed, a
 * rota with a gap, a way in that is down, and what a member tries out. That a single way does not work is for its member,
 * and comes from all that they were sent.
 */
export async function noteReached(
  { store, now }: Pick<AlertParts, 'store' | 'now'>,
  org: string,
  member: string,
  reached: Reached,
): Promise<void> {
  if (reached === 'reached') await store.noteWay(org, member, everyWay, null);
  else if (reached === 'nowhere') await store.noteWay(org, member, everyWay, now());
}

/** Whom nothing reached when they were last told something that leaves whatever incidents there are. */
export const unreachedIn = (dead: readonly DeadWay[]): readonly Omit<DeadWay, 'way'>[] =>
  dead.flatMap(({ member, way, since }) => (way === everyWay ? [{ member, since }] : []));
