import { useEffect, useRef } from 'react';

/**
 * Where a keyboard is after an act: the button that was pressed is often gone. Then the heading of the part it stood in
 * takes over, or what the part was folded away under, or, when that is gone too, the heading of the page. `changed`: what
 * an act changes. Returns what is called with every act.
 */
export function useKept(changed: unknown): () => void {
  const part = useRef<Element | null>(null);
  const waits = useRef(false);
  const before = useRef(changed);
  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      if (target instanceof Element) part.current = target.closest('section[aria-labelledby], form[aria-labelledby]');
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  useEffect(() => {
    if (before.current === changed) return;
    before.current = changed;
    if (!waits.current) return;
    waits.current = false;
    // What was folded away under it is about to lose it.
    const now = document.activeElement;
    if (now !== null && now !== document.body && now.checkVisibility()) return;
    const within = part.current?.isConnected === true ? part.current : null;
    const folded = within?.closest('details:not([open])')?.querySelector(':scope > summary');
    const heading = folded ?? within?.querySelector('h2, h3') ?? document.querySelector('main h1');
    if (!(heading instanceof HTMLElement)) return;
    if (folded == null) heading.tabIndex = -1;
    heading.focus({ preventScroll: within !== null });
  }, [changed]);
  return () => {
    waits.current = true;
  };
}
