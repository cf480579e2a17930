import { useEffect, useEffectEvent } from 'react';

/** While something lies over the page, or a report is taken, the phone's Back closes what lies over it and no more. */
export function useHeld(holds: boolean, close: () => void): void {
  const closed = useEffectEvent(close);
  useEffect(() => {
    if (!holds) return;
    history.pushState(history.state, '');
    const stay = (): void => {
      history.pushState(history.state, '');
      closed();
    };
    window.addEventListener('popstate', stay);
    return () => window.removeEventListener('popstate', stay);
  }, [holds]);
}
