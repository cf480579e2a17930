import { useEffect, useEffectEvent } from 'react';

/** ms without a touch until it is put away: sooner than its keys are forgotten, so that nothing is typed in vain. */
const idle = 25 * 60_000;

/** Looks twice a minute: a phone in a pocket runs no long timer. */
export function useIdle(now: () => number, put: () => void): void {
  const away = useEffectEvent(put);
  useEffect(() => {
    let since = now();
    const stir = (): void => {
      since = now();
    };
    const watch = setInterval(() => {
      if (now() - since < idle) return;
      stir();
      away();
    }, 30_000);
    const events = ['pointerdown', 'keydown'] as const;
    for (const event of events) window.addEventListener(event, stir, { passive: true });
    return () => {
      clearInterval(watch);
      for (const event of events) window.removeEventListener(event, stir);
    };
  }, [now]);
}
