import { cacheOf, keptFor, oldCaches, takeOver, type Shell } from './shell.ts';

declare const self: ServiceWorkerGlobalScope & { readonly shell: Shell };
const { shell } = self;

/** All of a version or nothing of it; what the browser kept of an older one is not taken for new. */
self.addEventListener('install', (event) => {
  const fresh = shell.files.map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(cacheOf(shell)).then((cache) => cache.addAll(fresh)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(oldCaches(shell, names).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/** It never takes over by itself: a report may be half written in a page of the version before. */
self.addEventListener('message', (event) => {
  if (event.data === takeOver) event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const kept = keptFor(shell, { method: request.method, mode: request.mode, url, origin: self.location.origin });
  if (kept === null) return;
  event.respondWith(caches.open(cacheOf(shell)).then(async (cache) => (await cache.match(kept)) ?? fetch(request)));
});
