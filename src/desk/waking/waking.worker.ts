import { wordingCache, wordingKey } from './wording.ts';

/** `title`: what is said where no wording was kept; its server writes it before the script. */
declare const self: ServiceWorkerGlobalScope & { readonly said: { readonly title: string; readonly desk: string } };
const { said } = self;

const wording = async (): Promise<string> => {
  const kept = await caches.match(wordingKey, { cacheName: wordingCache });
  return (await kept?.text()) ?? said.title;
};

/** A newer one takes over at once: nothing is ever under way in it. */
self.addEventListener('install', (event) => {
  event.waitUntil(self.skipWaiting());
});

/** `renotify` is not in the type yet; every browser that notifies knows it. */
const shown: NotificationOptions & { readonly renotify: boolean } = {
  tag: 'desk',
  renotify: true,
  requireInteraction: true,
  silent: false,
};

/** The push carries nothing. One notification stands for all that wait, and sounds again for each. */
self.addEventListener('push', (event) => {
  event.waitUntil(
    wording()
      .catch(() => said.title)
      .then((title) => self.registration.showNotification(title, shown)),
  );
});

/**
 * The browser gave this device another address. Whose it is nobody knows here, and nobody is asked: the desk tells the
 * server when it is unlocked the next time (`renewing.ts`). A notification without a sound asks for that; until then the
 * other ways of the member ring.
 */
self.addEventListener('pushsubscriptionchange', (event) => {
  const { oldSubscription: old, newSubscription: fresh } = event;
  const again = async (): Promise<void> => {
    if (!fresh && old) await self.registration.pushManager.subscribe(old.options).catch(() => undefined);
    const title = await wording().catch(() => said.title);
    await self.registration.showNotification(title, { tag: 'desk', silent: true });
  };
  event.waitUntil(again());
});

/** Opens the desk, or brings the one that is open to the front. It is locked, or it is not: nothing is opened in it. */
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((windows) => {
      const open = windows.find(({ url }) => {
        const { pathname } = new URL(url);
        return pathname === said.desk || pathname.startsWith(`${said.desk}/`);
      });
      return open === undefined ? self.clients.openWindow(said.desk) : open.focus();
    }),
  );
});
