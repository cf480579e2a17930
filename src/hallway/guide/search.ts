import type { GuideEntry } from '#domain/edition/edition.ts';

/** Small letters without accents: a hurried thumb types neither. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * Entries with every word that was asked for, as the beginning of one of theirs; those with all of them in the title
 * first. Everything when nothing is asked.
 */
export function searchGuide(entries: readonly GuideEntry[], asked: string): readonly GuideEntry[] {
  const words = plain(asked).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return entries;
  const begins = (text: string, word: string): boolean =>
    ` ${plain(text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${word}`);
  const inAll = (text: string): boolean => words.every((word) => begins(text, word));
  const found = entries.filter(({ title, text, phone, address }) => inAll([title, text, phone, address].join(' ')));
  return found.toSorted((a, b) => Number(inAll(b.title)) - Number(inAll(a.title)));
}
