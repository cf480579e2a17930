import { useEffect, useEffectEvent } from 'react';

/**
 * Once it is ready, runs at once, every `ms`, when the page is looked at again and when the network returns. Never twice at
 * a time.
 */
export function usePolled(run: () => Promise<void>, ms: number, ready = true): void {
  const act = useEffectEvent(run);
  useEffect(() => {
    if (!ready) return;
    let running = false;
    const once = (): void => {
      if (running || document.visibilityState === 'hidden') return;
      running = true;
      void act().finally(() => {
        running = false;
      });
    };
    once();
    const timer = setInterval(once, ms);
    window.addEventListener('online', once);
    document.addEventListener('visibilitychange', once);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', once);
      document.removeEventListener('visibilitychange', once);
    };
  }, [ms, ready]);
}
