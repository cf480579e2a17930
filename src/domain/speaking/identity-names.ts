import { heard, plain, uncased, uncasedLetters } from '../intake/folding.ts';
import { digits, ends, soughtFrom, type Part, type Sought } from '../intake/sought.ts';
import type { Finding, FindingKind, Somebody, Telling } from './finding.ts';
import { toldNames } from './identity-told.ts';
import { beginsSentence, stemOf, tells, wordsOf, type Word } from './wording.ts';

interface Fit {
  readonly part: Part;
  /** `lone`: a name whatever stands around it. `capital`: where it is written as one. `inside`: not at a beginning. */
  readonly how: 'lone' | 'capital' | 'inside';
}

function fitOf({ parts }: Sought, word: string): Fit | null {
  const written = plain(word);
  const said = heard(written);
  for (const part of parts) {
    const spoken = part.short ? written : said;
    const whole = spoken === part.whole;
    const ending = spoken.startsWith(part.stem) ? spoken.slice(part.stem.length) : null;
    const ended = ending !== null && part.whole.length > 2 && ends.has(part.short ? heard(ending) : ending);
    if (!whole && !(ended && !(part.short && part.everyday))) continue;
    if (part.everyday) return { part, how: 'inside' };
    return { part, how: (whole ? part.whole.length > 2 : part.stem.length >= 5) ? 'lone' : 'capital' };
  }
  return null;
}

/** Names with their cases, marks and scripts; two parts beside each other are one finding. */
function calledIn(text: string, words: readonly Word[], sought: Sought): readonly { start: number; end: number }[] {
  const fits = words.map(({ start, end }) => fitOf(sought, text.slice(start, end).replace(/['’]s$/u, '')));
  const found: { start: number; end: number }[] = [];
  words.forEach(({ start, end }, at) => {
    const fit = fits[at];
    if (fit === null || fit === undefined) return;
    const beside = [fits[at - 1], fits[at + 1]].some(
      (one) => one !== null && one !== undefined && one.part !== fit.part,
    );
    const capital = /^\p{Lu}/u.test(text.slice(start, end));
    const inside = capital && !beginsSentence(text, start);
    if (!(fit.how === 'lone' || beside || (fit.how === 'capital' ? capital : inside))) return;
    const last = found.at(-1);
    if (last !== undefined && /^[\s.-]{1,3}$/u.test(text.slice(last.end, start))) last.end = end;
    else found.push({ start, end });
  });
  return found;
}

function lettersIn(text: string, { letters }: Sought): readonly { start: number; end: number }[] {
  if (!uncased.test(text)) return [];
  const folded = uncasedLetters(text);
  const signs = [...text];
  return letters.flatMap((letter) => {
    const at = folded.indexOf(letter);
    if (at < 0) return [];
    let [place, count] = [0, 0];
    let start = -1;
    for (const sign of signs) {
      if (count >= at && start < 0) start = place;
      if (count >= at + letter.length) break;
      count += uncasedLetters(sign).length;
      place += sign.length;
    }
    return [{ start, end: place }];
  });
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);

function literally(text: string, wanted: string): readonly { start: number; end: number }[] {
  if (wanted.length < 2) return [];
  const shape = new RegExp(String.raw`(?<![\p{L}\p{N}_])@?${escaped(wanted)}(?![\p{L}\p{N}_])`, 'giu');
  return [...text.matchAll(shape)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

function numberIn(text: string, wanted: string): readonly { start: number; end: number }[] {
  const number = digits(wanted).slice(-9);
  if (number.length < 7) return [];
  return [...text.matchAll(/\+?\d[\d ()./-]{5,}\d/gu)]
    .filter(([found]) => digits(found).endsWith(number) || number.endsWith(digits(found)))
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

/** A badge by its digits, with or without the noughts before them. */
function badgeIn(text: string, badge: string): readonly { start: number; end: number }[] {
  const wanted = badge.replace(/^(?:badge|gafete|acreditación|no\.?|nr\.?|#|n[.º°]?)\s*/iu, '').trim();
  if (!/^\d+$/u.test(wanted)) return literally(text, wanted);
  const bare = wanted.replace(/^0+/u, '');
  return [...text.matchAll(/(?<![\d.,:])0*(\d+)(?![\d:]|[.,]\d)/gu)]
    .filter(([found, number]) => (number ?? '').replace(/^0+/u, '') === bare && (found.length > 2 || found === wanted))
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

/** What somebody looks like or is here as: two of its words near each other, or one that is rare. */
function looksIn(words: readonly Word[], looks: string): readonly { start: number; end: number }[] {
  const wanted = [...new Set(wordsOf(looks).flatMap(({ word }) => (tells(word) ? [stemOf(word)] : [])))];
  const at = words.flatMap((one, place) => (tells(one.word) && wanted.includes(stemOf(one.word)) ? [place] : []));
  return at.flatMap((place, n) => {
    const word = words[place];
    if (word === undefined) return [];
    const next = at[n + 1];
    const near = next !== undefined && next - place <= 6 && stemOf(words[next]?.word ?? '') !== stemOf(word.word);
    if (near) return [{ start: word.start, end: words[next]?.end ?? word.end }];
    return wanted.length === 1 ? [{ start: word.start, end: word.end }] : [];
  });
}

function oneIn(text: string, words: readonly Word[], who: Somebody): readonly Finding[] {
  const make = (why: FindingKind, spans: readonly { start: number; end: number }[]): readonly Finding[] =>
    spans.map(({ start, end }) => ({
      found: text.slice(start, end),
      start,
      end,
      why,
      whose: who.whose,
      person: who.person,
    }));
  const employed = who.employers.flatMap((name) => literally(text, name));
  return [
    ...who.names.flatMap((name) => {
      const sought = soughtFrom({ id: who.person, name, ways: [] });
      return make('name', [...calledIn(text, words, sought), ...lettersIn(text, sought)]);
    }),
    ...who.handles.flatMap((handle) => make('handle', literally(text, handle.replace(/^@/u, '')))),
    ...who.ways.flatMap((way) => make('contact', way.includes('@') ? literally(text, way) : numberIn(text, way))),
    ...who.badges.flatMap((badge) => make('badge', badgeIn(text, badge))),
    ...who.looks.flatMap((looks) => make('looks', looksIn(words, looks))),
    ...make('employer', employed),
  ];
}

/** Everybody in the incident by name, handle, number, badge, employer or looks; also who is only named in what was told. */
export function namesIn(text: string, telling: Telling): readonly Finding[] {
  const words = wordsOf(text);
  const noted = telling.people.flatMap((who) => oneIn(text, words, who));
  const covered = (one: Finding): boolean => noted.some(({ start, end }) => start < one.end && one.start < end);
  const others = toldNames(telling).flatMap((who) => oneIn(text, words, who));
  return [...noted, ...others.filter((one) => !covered(one))];
}
