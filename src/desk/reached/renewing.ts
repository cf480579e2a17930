import type { RouteAdded, RoutesAnswer } from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { askAgain } from '../frame/polled.ts';
import { asking, isRefused } from '../sending/ask.ts';
import { wayKeys, wordingCache } from '../waking/wording.ts';
import { canNotify, endpointHere, remembered, routeOf, subscribed } from './waking.ts';

const ask = asking();

async function remember(id: string, instead = ''): Promise<void> {
  const cache = await caches.open(wordingCache);
  await cache.put(wayKeys + id, new Response(''));
  if (instead !== '') await cache.delete(wayKeys + instead);
}

/**
 * The way of this member that leads through this browser: still on their list, or ended because the browser's push service
 * said that nobody is there. One that they removed themselves, or that is a colleague's, is none.
 */
export function ownOf(ids: readonly string[], { routes, sent }: Pick<RoutesAnswer, 'routes' | 'sent'>): string {
  const isOwn = (id: string): boolean =>
    routes.some((route) => route.id === id) ||
    sent.some(({ route, kind, state }) => route === id && kind === 'push' && state === 'gone');
  return ids.find(isOwn) ?? '';
}

/**
 * [Note: A browser's new address] Browsers replace the address that they are notified at, and what wakes cannot say so to the
 * server: it knows no session. So an unlocked desk compares: where the member has a way through this browser, and the browser
 * has another address now, or none, or one where nobody is any more, the way is renewed without a word, in the place of the
 * old one. Nobody is asked for leave, and nothing is added for whoever has no way here.
 */
export async function renewWay(member: string, answer: RoutesAnswer): Promise<void> {
  if (!canNotify() || answer.pushKey === '') return;
  const ids = await remembered();
  const endpoint = await endpointHere();
  const here = endpoint === '' ? '' : routeOf(member, endpoint);
  if (here !== '' && answer.routes.some(({ id }) => id === here)) {
    if (!ids.includes(here)) await remember(here);
    return;
  }
  const was = ownOf(ids, answer);
  // One that its push service has ended reaches nobody, also where the browser still shows it.
  const isOver = endpoint === '' || was === here;
  // Whoever took the leave back is not asked for it again.
  if (was === '' || (isOver && Notification.permission !== 'granted')) return;
  const made = isOver ? await subscribed(answer.pushKey, answer.words, true) : { endpoint };
  if (made === 'failed') return;
  const route = { kind: 'push', endpoint: made.endpoint, was } as const;
  const added = await ask.json<RouteAdded>(staffPaths.api.routes, { body: route });
  if (isRefused(added)) return;
  await remember(added.id, was);
  askAgain();
}
