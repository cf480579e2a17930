import { wordsOf } from '#seal/words.ts';
import type { Spoken } from './spoken.ts';
import { button, copyOf, make, piece, scriptsRun, word } from '../page.ts';
import { shortAddress } from '../receipt/receipt.ts';
import { showWords } from '../receipt/words.ts';
import { lockedMove, sendMove, type Move } from './move.ts';
import type { Opened } from './open.ts';

/**
 * "Get new words": first what it does and what it cannot undo, then, on a second press, the move. While it is not known
 * whether the server has it, both sets of words stand on the page.
 */
export function moving(section: HTMLElement, opened: Opened, language: Spoken): void {
  const { list, told } = language;
  const press = piece(section, '[data-act="move"]', HTMLButtonElement);
  const place = make('div');
  const status = make('p', { role: 'status', 'aria-live': 'polite' });
  press.after(place, status);
  let made: Move | null = null;

  const done = ({ entropy }: Move): void => {
    const page = copyOf('t-moved');
    showWords(page, entropy, list, shortAddress(opened.answer.edition.id));
    scriptsRun(page);
    section.replaceChildren(page);
    section.focus();
    window.scrollTo(0, 0);
  };
  const go = async (): Promise<void> => {
    status.textContent = word('sending');
    made ??= await lockedMove(opened);
    const failed = await sendMove(made);
    if (failed === null) return done(made);
    const both = told.moveUncertain({ words: wordsOf(made.entropy, list).join(' ') });
    status.textContent = failed.failed === 'offline' ? both : told.moveRefused();
  };
  const close = (): void => {
    place.replaceChildren();
    press.hidden = false;
    press.focus();
  };
  press.addEventListener('click', () => {
    if (opened.warnings.length > 0) {
      status.textContent = told.moveWarned();
      return;
    }
    press.hidden = true;
    const confirm = button(
      told.moveConfirm(),
      () => {
        confirm.disabled = true;
        go()
          .catch(() => {
            status.textContent = told.moveRefused();
          })
          .finally(() => {
            confirm.disabled = false;
          });
      },
      'btn',
    );
    const row = make('p', { class: 'row' }, confirm, button(told.cancel(), close, 'btn quiet'));
    place.replaceChildren(make('p', {}, told.moveExplained()), row);
    confirm.focus();
  });
}
