import { list, make, pageOf, slot, word } from '../page.ts';

/** Who can open it, and why somebody a reporter would expect there is not. Names. */
export interface ReadersShown {
  readonly readers: readonly string[];
  /** Asked about the names first. */
  readonly asked: readonly string[];
  /** Named in it, and kept out until a colleague has looked. */
  readonly keptBack: readonly string[];
}

/** Fills the list of readers of a page, and the quiet lines under it. */
export function showReaders(page: ParentNode, { readers, asked, keptBack }: ReadersShown): void {
  list(slot(page, 'readers'), readers);
  const names = new Intl.ListFormat(pageOf().language).format(asked);
  const lines = [
    ...(asked.length > 0 ? [word('asked-first', { names })] : []),
    ...keptBack.map((name) => word('named-in-it', { name })),
  ];
  slot(page, 'beside-readers').replaceChildren(...lines.map((text) => make('p', { class: 'small' }, text)));
}
