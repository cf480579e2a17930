import { sha256Hex } from '#seal/digest.ts';
import { paths } from '#wire/paths.ts';
import { wakingUrl } from '../keys/client.ts';
import { wayKeys, wordingCache, wordingKey } from '../waking/wording.ts';

/** Whether this browser can notify at all. On an iPhone only what was put on the home screen can. */
export const canNotify = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

async function subscription(): Promise<PushSubscription | null> {
  if (!canNotify()) return null;
  const registration = await navigator.serviceWorker.getRegistration(paths.desk);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** The id that a way through a browser has, for this member. */
export const routeOf = (member: string, endpoint: string): string => sha256Hex(`${member}\n${endpoint}`).slice(0, 32);

/** Where this browser is reached, or `''`. */
export const endpointHere = async (): Promise<string> => (await subscription())?.endpoint ?? '';

/** The id that the way through this browser has, for this member; `''` where there is none. */
export async function routeHere(member: string): Promise<string> {
  const endpoint = await endpointHere();
  return endpoint === '' ? '' : routeOf(member, endpoint);
}

/** What a notification says is kept in the browser: the push itself carries nothing. */
async function keepWording(words: string): Promise<void> {
  const cache = await caches.open(wordingCache);
  await cache.put(wordingKey, new Response(words));
}

/** The event may have chosen other words since. */
export async function renewWording(words: string): Promise<void> {
  if ('caches' in globalThis && (await caches.has(wordingCache))) await keepWording(words);
}

/** Active, or it has no right to be subscribed. */
async function started(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(wakingUrl(), { scope: paths.desk });
  const coming = registration.installing ?? registration.waiting;
  if (registration.active !== null || coming === null) return registration;
  await new Promise<void>((done) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated' || coming.state === 'redundant') done();
    });
  });
  return registration;
}

/** Asks for leave, on a tap alone, and gives this browser an address at its push service. */
export async function subscribe(pushKey: string, words: string): Promise<{ endpoint: string } | 'denied' | 'failed'> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  return subscribed(pushKey, words);
}

const keyOf = ({ options: { applicationServerKey: key } }: PushSubscription): string =>
  key === null
    ? ''
    : btoa(String.fromCharCode(...new Uint8Array(key)))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '');

/**
 * The same where leave was given before: nobody is asked. Members who share this browser share its address: it is made anew
 * only where it was made for another server's key, or where `isOver` says that nobody is there any more.
 */
export async function subscribed(
  pushKey: string,
  words: string,
  isOver = false,
): Promise<{ endpoint: string } | 'failed'> {
  try {
    await keepWording(words);
    const { pushManager } = await started();
    const before = await pushManager.getSubscription();
    if (before !== null && !isOver && keyOf(before) === pushKey) return { endpoint: before.endpoint };
    await before?.unsubscribe();
    const { endpoint } = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey });
    return { endpoint };
  } catch {
    return 'failed';
  }
}

/** The ways through this browser that it remembers, whoever's they are: ids. */
export async function remembered(): Promise<readonly string[]> {
  if (!('caches' in globalThis) || !(await caches.has(wordingCache))) return [];
  const cache = await caches.open(wordingCache);
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  return kept.flatMap((path) => (path.startsWith(wayKeys) ? [path.slice(wayKeys.length)] : []));
}

/** This way through the browser is over. The last one takes everything along: nobody is notified, and nothing is kept. */
export async function unsubscribe(id: string): Promise<void> {
  if ((await remembered()).some((other) => other !== id)) {
    await (await caches.open(wordingCache)).delete(wayKeys + id);
    return;
  }
  await (await subscription())?.unsubscribe();
  await caches.delete(wordingCache);
}
