import { enJudging } from './judging-en.ts';
import { esJudging } from './judging-es.ts';

/** A word that judges, as it was written, and a way to say it that leaves open what the team has yet to find out. */
export interface JudgingWord {
  readonly word: string;
  /** Where it begins in the text. */
  readonly at: number;
  readonly instead: string;
}

/** Letter by letter, so that every place in it is the same place in the text. */
const folded = (text: string): string =>
  [...text]
    .map((sign) => {
      const bare = sign.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[’‘]/gu, "'");
      return bare.length === sign.length ? bare : sign;
    })
    .join('');

/** What somebody said is written as they said it: it is passed over, place for place. */
const withoutQuotes = (text: string): string =>
  text.replaceAll(/"[^"\n]*"|“[^”\n]*”|«[^»\n]*»/gu, (quoted) => ' '.repeat(quoted.length));

/**
 * Words that judge in what staff write of their own: blame, doubt, labels (INT-04). A hint and nothing more: never run on
 * what a reporter says, and what is quoted in the remarks is passed over. A list is never complete; the corpus beside it
 * says how far it goes. For a language without a list there is no hint.
 */
export function judgingIn(text: string, language: string): readonly JudgingWord[] {
  const shapes = { en: enJudging, es: esJudging }[language.slice(0, 2)] ?? [];
  const written = text.normalize('NFC');
  const letters = withoutQuotes(folded(written));
  const found = shapes.flatMap(([shape, instead]) =>
    [...letters.matchAll(shape)].map(({ 0: { length }, index }) => ({ at: index, end: index + length, instead })),
  );
  // One place is said once, at its longest.
  return found
    .toSorted((a, b) => a.at - b.at || b.end - a.end)
    .filter((one, place, all) => !all.slice(0, place).some((earlier) => earlier.end > one.at))
    .map(({ at, end, instead }) => ({ word: written.slice(at, end), at, instead }));
}
