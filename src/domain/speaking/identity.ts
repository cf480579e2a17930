import type { Finding, Telling } from './finding.ts';
import { genderIn } from './identity-gender.ts';
import { namesIn } from './identity-names.ts';
import { placesIn } from './identity-places.ts';
import { timesIn } from './identity-times.ts';
import { quotesIn } from './quoting.ts';

/** Everything found in what is `written`, in its order. `language`: of the text. */
export function identifying(written: string, telling: Telling, language: string): readonly Finding[] {
  const text = written.normalize('NFC');
  if (text.trim() === '') return [];
  const found = [
    ...namesIn(text, telling),
    ...placesIn(text, telling),
    ...timesIn(text, telling.told),
    ...quotesIn(text, telling.told),
    ...genderIn(text, language),
  ];
  const seen = new Set<string>();
  // Where it is known whom a word is about, the same word of nobody known says nothing more.
  const known = (one: Finding): boolean =>
    one.whose === '' &&
    found.some(
      (other) => other.whose !== '' && other.why === one.why && other.start <= one.start && one.end <= other.end,
    );
  return found
    .filter((one) => !known(one))
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end, why, person }) => {
      const key = `${start} ${end} ${why} ${person}`;
      return !seen.has(key) && seen.add(key).size > 0;
    });
}
