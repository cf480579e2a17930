import { useEffect, useState } from 'react';
import { staffPaths } from '#wire/staff-paths.ts';
import { hallwayWorkerUrl } from '../keys/client.ts';
import { takeOver } from './shell.ts';

/** How often a page that stays open asks for a newer version, ms. */
const lookedAfter = 3_600_000;

interface Newer {
  /** A newer version lies ready and waits. */
  readonly waits: boolean;
  /** Lets it take over, and opens the page anew. Never while a draft is open. */
  readonly open: () => void;
}

/** Keeps the app on the phone, so that it opens without a network, and says when a newer version waits. */
export function useShellKept(): Newer {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    if (workers === undefined) return;
    let over = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    const notice = (registration: ServiceWorkerRegistration): void => {
      // The first one of all replaces nothing.
      if (!over && workers.controller !== null) setWaiting(registration.waiting);
    };
    const watch = (registration: ServiceWorkerRegistration): void => {
      notice(registration);
      registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', () => notice(registration));
      });
      timer = setInterval(() => void registration.update().catch(() => undefined), lookedAfter);
    };
    workers
      .register(hallwayWorkerUrl(), { scope: staffPaths.hallway })
      .then((registration) => {
        if (!over) watch(registration);
      })
      // A browser that keeps nothing: the app works as long as the page is open.
      .catch(() => undefined);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, []);
  return {
    waits: waiting !== null,
    open: () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting?.postMessage(takeOver);
    },
  };
}
