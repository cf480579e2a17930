import type { Language } from '../language/language.ts';
import { button, copyOf, fill, findWord, make, piece, slot, word } from '../page.ts';
import { showReaders, type ReadersShown } from '../receipt/readers.ts';
import type { Row } from './summary.ts';

export interface Check {
  readonly rows: readonly Row[];
  readonly readers: ReadersShown;
  /** The day the list of the team was last confirmed, if that is past; else null. */
  readonly confirmed: string | null;
}

/** The check page while it is on the screen. */
export interface CheckShown {
  /** What happens after Send is pressed: said in words, never by a spinner. */
  readonly say: (text: string) => void;
  /** Something is in the way; what to press stands below it. */
  readonly problem: (text: string, ...actions: readonly HTMLElement[]) => void;
  /** While a report is on its way it cannot be sent or left a second time. */
  readonly busy: (busy: boolean) => void;
}

function answerRow({ question, label, lines }: Row): DocumentFragment {
  const row = copyOf('t-row');
  fill(row, 'label', label);
  const open = lines.length === 0;
  const value = slot(row, 'value');
  value.textContent = open ? word('not-answered') : lines.join('\n');
  value.classList.toggle('none', open);
  const change = slot(row, 'change');
  if (open) change.textContent = findWord('add') ?? change.textContent;
  change.setAttribute('aria-label', `${change.textContent}: ${label}`);
  change.setAttribute('href', `#q-${question}`);
  return row;
}

/** Shows what would be sent and to whom. Nothing has left the device; the page says so. */
export function showCheck(section: HTMLElement, check: Check, { words }: Language, send: () => void): CheckShown {
  const page = copyOf('t-check');
  slot(page, 'rows').replaceChildren(...check.rows.map(answerRow));
  showReaders(page, check.readers);
  if (check.confirmed !== null)
    slot(page, 'readers').after(make('p', { class: 'hint' }, words.listConfirmed({ day: check.confirmed })));
  const problem = slot(page, 'problem');
  const press = piece(page, '[data-act="send"]', HTMLButtonElement);
  const actions = make('p', { class: 'row' });
  const status = make('p', { role: 'status', 'aria-live': 'polite' });
  problem.after(actions);
  (press.parentElement ?? press).after(status);
  press.addEventListener('click', send);
  section.replaceChildren(page);
  return {
    say: (text) => {
      problem.hidden = true;
      actions.replaceChildren();
      status.textContent = text;
    },
    problem: (text, ...below) => {
      status.textContent = '';
      problem.textContent = text;
      problem.hidden = false;
      actions.replaceChildren(...below);
      problem.scrollIntoView({ block: 'center' });
    },
    busy: (busy) => {
      press.disabled = busy;
      section.setAttribute('aria-busy', String(busy));
    },
  };
}

export function tryAgain({ words }: Language, send: () => void): HTMLButtonElement {
  return button(words.tryAgain(), send, 'btn');
}

/** The team's phone as a link, for whom the network has left; nothing without a number. */
export function callLink({ words }: Language, phone: string): readonly HTMLElement[] {
  if (phone === '') return [];
  return [make('a', { href: `tel:${phone.replaceAll(/[^\d+]/gu, '')}` }, words.orCall({ phone }))];
}
