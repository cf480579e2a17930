import type { TakenSeen } from '../../keys/incident-seen.ts';

const minute = 60_000;
const week = 7 * 24 * 60 * minute;

/**
 * What is odd about the device's clock: more than ten minutes ahead of when it was handed over, or over seven days behind,
 * where nothing counts from it any more (FLD-04).
 */
export function oddClock({ at, receivedAt }: Pick<TakenSeen, 'at' | 'receivedAt'>): 'ahead' | 'old' | null {
  if (at > receivedAt + 10 * minute) return 'ahead';
  return receivedAt - at > week ? 'old' : null;
}
