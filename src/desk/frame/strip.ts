import { useEffect, useRef, type RefObject } from 'react';

/** A strip of links that is pushed along on a phone: the current one is in view. Only the strip moves, never the page. */
export function useStrip<T extends HTMLElement>(current: string): RefObject<T | null> {
  const strip = useRef<T>(null);
  const shown = useRef('');
  // Once for each place: a page that is drawn again leaves the strip where a finger has pushed it.
  useEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    const here = strip.current?.querySelector('[aria-current]')?.getBoundingClientRect();
    const around = strip.current?.getBoundingClientRect();
    if (here === undefined || around === undefined) return;
    strip.current?.scrollBy({ left: here.left + here.width / 2 - (around.left + around.width / 2) });
  });
  return strip;
}
