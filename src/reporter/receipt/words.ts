import type { WordList } from '#seal/words.ts';
import { wordsOf } from '#seal/words.ts';
import { findWord, make, piece, slot } from '../page.ts';

/** Whether the third and fifth word are what was typed: any case, with or without accents. */
export function confirms(words: readonly string[], third: string, fifth: string): boolean {
  const plain = (text: string): string =>
    text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim().normalize('NFC');
  return plain(third) === plain(words[2] ?? '') && plain(fifth) === plain(words[4] ?? '');
}

/** Prints a card with the words and a short address, without logo, name or event: everything else steps aside. */
function printCard(words: HTMLElement, address: string): void {
  const card = make('div', {}, words.cloneNode(true), make('p', { dir: 'ltr' }, address));
  const rest = [...document.body.children].filter((each) => each instanceof HTMLElement && !each.hidden);
  const back = (): void => {
    card.remove();
    for (const each of rest) each.removeAttribute('hidden');
  };
  // Some phones print without saying when they are done: then the next touch brings the page back.
  for (const when of ['afterprint', 'pointerdown', 'keydown']) window.addEventListener(when, back, { once: true });
  for (const each of rest) each.setAttribute('hidden', '');
  document.body.append(card);
  window.print();
}

/**
 * Shows eight words with the means to keep them: copy, a plain card, and typing two of them as a check that can be
 * skipped. `root` is a copy of a template with these places.
 */
export function showWords(root: ParentNode, entropy: Uint8Array, { id, words: all }: WordList, address: string): void {
  const words = wordsOf(entropy, { id, words: all });
  const place = slot(root, 'words');
  place.lang = id;
  place.replaceChildren(...words.map((word) => make('li', { dir: 'auto' }, word)));
  const short = root.querySelector('[data-slot="short"]');
  if (short !== null) short.textContent = address;

  const copy = root.querySelector<HTMLButtonElement>('[data-act="copy"]');
  copy?.addEventListener('click', () => {
    const label = copy.textContent;
    navigator.clipboard
      .writeText(words.join(' '))
      .then(() => {
        copy.textContent = findWord('copied') ?? label;
      })
      .catch(() => getSelection()?.selectAllChildren(place));
  });
  root.querySelector('[data-act="print"]')?.addEventListener('click', () => printCard(place, address));

  const confirm = root.querySelector<HTMLFormElement>('form[data-confirm]');
  confirm?.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = (name: string): string => piece(confirm, `input[name="${name}"]`, HTMLInputElement).value;
    const right = confirms(words, typed('third'), typed('fifth'));
    slot(confirm, 'confirm').textContent = findWord(right ? 'confirmed' : 'not-confirmed') ?? '';
  });
}
