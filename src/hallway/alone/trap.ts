import { useEffect, useEffectEvent, type RefObject } from 'react';

/**
 * While a report is open the frame never lets "back" leave the page; here it goes to `back` instead, unless something lies
 * over the cards, which "back" takes away first. With `guarded` the browser also asks before the page is closed or another
 * address is opened.
 */
export function useTrap(place: RefObject<HTMLElement | null>, back: () => void, guarded: boolean): void {
  const went = useEffectEvent(() => {
    if (place.current?.closest('[hidden]') === null) back();
  });
  useEffect(() => {
    const listen = (): void => went();
    // Before the frame takes away what lies over the cards.
    window.addEventListener('popstate', listen, { capture: true });
    return () => window.removeEventListener('popstate', listen, { capture: true });
  }, []);
  useEffect(() => {
    if (!guarded) return;
    const leaving = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', leaving);
    return () => window.removeEventListener('beforeunload', leaving);
  }, [guarded]);
}
