import type { Parts } from '../parts.ts';
import { shownOf } from './shown.ts';

/** A mail server that is started anew is no reason to send anybody elsewhere. */
const patience = 60_000;

/** Whether mail to the team does not arrive now, as reporters should know before they write one. */
export async function isMailDown(
  { store, now, channels = [] }: Pick<Parts, 'store' | 'now' | 'channels'>,
  org: string,
): Promise<boolean> {
  const ways = channels.filter((channel) => channel === 'mail-in' || channel === 'smtp-in');
  if (ways.length === 0) return false;
  const rows = await store.channelStates(org);
  return ways.some((way) => {
    const { state, since } = shownOf(way, rows);
    return state === 'down' && now() - since >= patience;
  });
}
