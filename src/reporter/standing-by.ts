import { sayProblem } from './form/problems.ts';
import { language, type Language } from './language/language.ts';
import { leaving } from './leaving.ts';

/**
 * [Note: First of all] This module must be the first import of a page's script: "leave" works from here on, and if
 * anything behind it cannot even be loaded, the form stays as the server made it, which works, and the page says what
 * that means. It therefore stands on light modules only.
 */

let forget: () => void = () => undefined;
let taken = false;

function plainText({ words }: Language): string | null {
  if (document.querySelector('form#words') !== null) return words.plainOnlyWords();
  return document.querySelector('form#report') === null ? null : words.plainOnly();
}

function sayPlain(): void {
  if (taken) return;
  taken = true;
  language()
    .then((found) => {
      const text = plainText(found);
      if (text !== null) sayProblem(text);
    })
    .catch(() => undefined);
}

leaving(() => forget());
window.addEventListener('error', sayPlain);

/** Takes over a form, if the page has it and the browser can lock. `take` answers what to forget on leaving. */
export function takingOver(form: HTMLFormElement | null, take: (form: HTMLFormElement) => () => void): void {
  try {
    if (form !== null && !isSecureContext) throw new Error('no locking without a protected connection');
    if (form !== null) forget = take(form);
    taken = true;
  } catch {
    sayPlain();
  }
}
