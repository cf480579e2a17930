import { useEffect, useEffectEvent } from 'react';

/** Runs at once, every `ms`, when the window is looked at again, and when the network returns. Never twice at a time. */
export function usePolled(run: () => Promise<void>, ms: number): void {
  const act = useEffectEvent(run);
  useEffect(() => {
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
    window.addEventListener('focus', once);
    window.addEventListener('online', once);
    document.addEventListener('visibilitychange', once);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', once);
      window.removeEventListener('online', once);
      document.removeEventListener('visibilitychange', once);
    };
  }, [ms]);
}
