import { useEffect } from 'react';
import type { Keys } from '../keys/client.ts';

/** How often the Worker is told, at most, ms. */
const toldAfter = 10_000;

/** Tells the Worker that somebody is here: what is open stays open. */
export function useStaying(keys: Keys): void {
  useEffect(() => {
    let last = 0;
    const stir = (): void => {
      if (Date.now() - last < toldAfter) return;
      last = Date.now();
      keys.stay();
    };
    const events = ['pointerdown', 'keydown', 'touchstart'] as const;
    for (const event of events) window.addEventListener(event, stir, { passive: true });
    return () => {
      for (const event of events) window.removeEventListener(event, stir);
    };
  }, [keys]);
}
