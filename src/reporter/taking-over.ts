import { sayProblem } from './form/problems.ts';
import { language, type Language } from './language/language.ts';
import { leaving } from './leaving.ts';

/**
 * Takes over a form of the page, if the page has it and the browser can lock. What breaks here leaves the form as the
 * server made it, which works, and says what that means; "leave" works in any case.
 */
export function takingOver(
  form: HTMLFormElement | null,
  take: (form: HTMLFormElement) => () => void,
  plain: (language: Language) => string,
): void {
  try {
    if (form !== null && !isSecureContext) throw new Error('no locking without a protected connection');
    leaving(form === null ? undefined : take(form));
  } catch {
    leaving();
    language()
      .then((found) => sayProblem(plain(found)))
      .catch(() => undefined);
  }
}
