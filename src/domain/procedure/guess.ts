/** How many letters must change to make one word of the other; two that changed places are one (Damerau). */
function distance(one: string, other: string): number {
  let last: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, wanted] of [...other].entries()) {
      const swapped = i > 0 && j > 0 && letter === other[j - 1] && wanted === one[i - 1];
      next.push(
        Math.min(
          (row[j + 1] ?? 0) + 1,
          (next[j] ?? 0) + 1,
          (row[j] ?? 0) + (letter === wanted ? 0 : 1),
          swapped ? (last[j - 1] ?? 0) + 1 : Infinity,
        ),
      );
    }
    last = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** `meeting` for `meeting-held`, `website` for `web`: one word begins with the other. */
const begins = (one: string, other: string): boolean =>
  Math.min(one.length, other.length) >= 3 && (one.startsWith(other) || other.startsWith(one));

/** Words that were perhaps meant, nearest first; three at most. */
export function nearest(word: string, known: readonly string[]): readonly string[] {
  const small = word.toLowerCase();
  const letters = (other: string): number => distance(small, other.toLowerCase());
  const allowed = (other: string): number => Math.max(1, Math.floor(Math.max(word.length, other.length) / 4));
  return [...new Set(known)]
    .filter((other) => letters(other) <= allowed(other) || begins(small, other))
    .toSorted((a, b) => letters(a) - letters(b))
    .slice(0, 3);
}

const ticked = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' or ');

/** What an author may have meant by a word that is not known: the nearest ones, or else `otherwise`. */
export function guess(word: string, known: readonly string[], otherwise: string): string {
  const near = nearest(word, known);
  return near.length === 0 ? otherwise : `did you mean ${ticked(near)}?`;
}

/** The same, with all there are when none is near. */
export function oneOf(word: string, known: readonly string[]): string {
  return guess(word, known, `one of ${[...new Set(known)].join(', ')}`);
}
