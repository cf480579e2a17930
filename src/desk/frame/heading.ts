import { useEffect } from 'react';

/** A new page within the page begins at its heading, for keyboards and screen readers too. Not at the first showing. */
export function useHeading(page: string, first: string): void {
  useEffect(() => {
    if (page === first) return;
    const heading = document.querySelector('main h1');
    if (!(heading instanceof HTMLElement)) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [page, first]);
}
