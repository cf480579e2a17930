import type { Finding, Told } from './finding.ts';
import { sentencesOf, stemOf, tells, wordsOf, type Word } from './wording.ts';

/** So many words in a row are nobody else's. */
const row = 5;
const marked = /[“"«‘„]([^“”"«»‘’„\n]{3,120})[”"»’“]/gu;

/** The longest rows of words that both have, of `row` or more with two that tell something. */
function rowsIn(words: readonly Word[], source: readonly Word[]): readonly { from: number; to: number }[] {
  const at = new Map<string, number[]>();
  source.forEach(({ word }, place) => at.set(word, [...(at.get(word) ?? []), place]));
  const found: { from: number; to: number }[] = [];
  for (let from = 0; from < words.length; from++) {
    let longest = 0;
    for (const place of at.get(words[from]?.word ?? '') ?? []) {
      let n = 0;
      while (words[from + n] !== undefined && words[from + n]?.word === source[place + n]?.word) n++;
      longest = Math.max(longest, n);
    }
    const said = words.slice(from, from + longest);
    if (longest < row || said.filter(({ word }) => tells(word)).length < 2) continue;
    found.push({ from, to: from + longest });
    from += longest - 1;
  }
  return found;
}

/** Words the source itself put in quotation marks, in a row in the text. */
function markedIn(words: readonly Word[], source: string): readonly { from: number; to: number }[] {
  return [...source.matchAll(marked)].flatMap(([, inner = '']) => {
    const said = wordsOf(inner);
    const worth = said.some(({ word }) => tells(word) && (said.length > 1 || word.length > 4));
    if (!worth) return [];
    return words.flatMap((_, from) =>
      said.every(({ word }, n) => words[from + n]?.word === word) ? [{ from, to: from + said.length }] : [],
    );
  });
}

/** Words the text itself puts in quotation marks and that stand so in the source. */
function shownIn(text: string, source: readonly Word[]): readonly { start: number; end: number }[] {
  return [...text.matchAll(marked)].flatMap(({ 0: { length }, 1: inner = '', index }) => {
    const said = wordsOf(inner);
    const there = source.some((_, from) => said.every(({ word }, n) => source[from + n]?.word === word));
    return said.length > 1 && there ? [{ start: index, end: index + length }] : [];
  });
}

/** Sentences that say the same with most of the same words, in whatever order. */
function closeIn(text: string, source: string): readonly { start: number; end: number }[] {
  const stems = (part: string): ReadonlySet<string> =>
    new Set(
      wordsOf(part)
        .filter(({ word }) => tells(word))
        .map(({ word }) => stemOf(word)),
    );
  const theirs = sentencesOf(source).map((sentence) => stems(sentence.text));
  return sentencesOf(text).flatMap((sentence) => {
    const ours = stems(sentence.text);
    const close = theirs.some((those) => {
      const shared = [...ours].filter((stem) => those.has(stem)).length;
      return shared >= 4 && shared / Math.min(ours.size, those.size) >= 0.5;
    });
    const lead = sentence.text.length - sentence.text.trimStart().length;
    return close ? [{ start: sentence.start + lead, end: sentence.start + sentence.text.trimEnd().length }] : [];
  });
}

/** What somebody told, word for word or nearly: only they could know it so. */
export function quotesIn(text: string, told: readonly Told[]): readonly Finding[] {
  const words = wordsOf(text);
  return told.flatMap(({ text: source, whose, person }) => {
    const theirs = wordsOf(source);
    const rows = [...rowsIn(words, theirs), ...markedIn(words, source)].map(({ from, to }) => ({
      start: words[from]?.start ?? 0,
      end: words[to - 1]?.end ?? 0,
    }));
    const spans = [...rows, ...shownIn(text, theirs)];
    const finding = (why: 'quote' | 'close-to', { start, end }: { start: number; end: number }): Finding => ({
      found: text.slice(start, end),
      start,
      end,
      why,
      whose,
      person,
    });
    const quoted = spans.map((span) => finding('quote', span));
    const close = closeIn(text, source)
      .filter(({ start, end }) => !spans.some((span) => span.start < end && start < span.end))
      .map((span) => finding('close-to', span));
    return [...quoted, ...close];
  });
}
