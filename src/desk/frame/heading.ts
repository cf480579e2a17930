import { useEffect } from 'react';

/**
 * A new page within the page begins at its heading, for keyboards and screen readers too. Not at the first showing.
 * `which`: another heading than the page's own.
 */
export function useHeading(page: string, first: string, which = 'main h1'): void {
  useEffect(() => {
    if (page === first) return;
    const heading = document.querySelector(which);
    if (!(heading instanceof HTMLElement)) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [page, first, which]);
}
