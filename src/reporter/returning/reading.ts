import { readWords, type Read, type WordList } from '#seal/words.ts';
import { language } from '../language/language.ts';

/**
 * Reads typed words: in the page's language and in English first; the eight other lists are fetched only when they do
 * not fit there, or (`beyond`) what they say there opened nothing. What is wrong is then said of the list in which most of
 * them fit.
 */
export async function readTyped(text: string, beyond = false): Promise<Read> {
  const { list } = await language();
  const { english } = await import('#seal/lists/en.ts');
  const near: readonly WordList[] = list.id === english.id ? [list] : [list, english];
  const read = readWords(text, near);
  if ('problem' in read ? read.problem === 'count' : !beyond) return read;
  const { lists } = await import('#seal/lists/all.ts');
  return readWords(text, [...near, ...lists.filter(({ id }) => !near.some((other) => other.id === id))]);
}
