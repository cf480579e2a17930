import { useEffect, useEffectEvent } from 'react';

const again = 'ask-again';

/** Something was done here after which other parts of the page are not as they were: all that is polled asks now. */
export function askAgain(): void {
  window.dispatchEvent(new Event(again));
}

/**
 * Runs at once, every `ms`, when the window is looked at again, and when the network returns. Never twice at a time.
 * `always`: also while nobody looks, because what is shown must not stay.
 */
export function usePolled(run: () => Promise<void>, ms: number, { always = false } = {}): void {
  const act = useEffectEvent(run);
  useEffect(() => {
    let running = false;
    // What was asked before something was done says how it was: it is asked once more.
    let stale = false;
    const once = (): void => {
      if (running || (!always && document.visibilityState === 'hidden')) return;
      running = true;
      void act()
        .catch((fault: unknown) => {
          // The desk was locked meanwhile, and whoever asked is gone with it.
          if (!(fault instanceof Error) || fault.message !== 'locked') throw fault;
        })
        .finally(() => {
          running = false;
          if (stale) anew();
        });
    };
    const anew = (): void => {
      stale = running;
      once();
    };
    once();
    const timer = setInterval(once, ms);
    window.addEventListener('focus', once);
    window.addEventListener('online', once);
    window.addEventListener(again, anew);
    document.addEventListener('visibilitychange', once);
    return () => {
      stale = false;
      clearInterval(timer);
      window.removeEventListener('focus', once);
      window.removeEventListener('online', once);
      window.removeEventListener(again, anew);
      document.removeEventListener('visibilitychange', once);
    };
  }, [ms, always]);
}
