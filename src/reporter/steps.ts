import { piece } from './page.ts';

/** Shows a part of the page by its id without a new history entry: the whole report is one. */
export function show(id: string): void {
  if (location.hash === `#${id}`) piece(document, `#${CSS.escape(id)}`, HTMLElement).focus();
  else location.replace(`#${id}`);
}

/** All links from question to question, those of the error summary and of the check page too. */
export function steps(root: HTMLElement): void {
  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const hash = link?.getAttribute('href') ?? '';
    if (!/^#(?:q-|check)/u.test(hash)) return;
    event.preventDefault();
    show(hash.slice(1));
  });
}
