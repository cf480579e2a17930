import type { PersonField } from '../procedure/procedure.ts';
import type { Answer, Answers } from './answers.ts';
import { beginning, heard, placeOf, plain, uncased, uncasedLetters } from './folding.ts';
import { digits, ends, soughtFrom, type Known, type Part, type Sought } from './sought.ts';

/**
 * [Note: Named in it]
 * Whoever seems to be named in a report does not receive it until a free colleague has looked: a miss would show a report
 * to the person it is about, a false alarm costs a colleague one tap. So it leans to holding back. It runs where the text
 * is still readable: on the reporter's device, or on arrival. Not inside files. Pure, small and fast: it is a part of the
 * reporter's script. A kind of file of its own: this is a stage's one rule about words, not about facts.
 */
export interface Mention {
  readonly member: string;
  readonly question: string;
  /** What matched, with a little around it. */
  readonly words: string;
}

/** What cannot follow a person: "will you", "may it". */
const asking = /^(?:i|you|we|they|he|she|it|the|this|that|these|there|my|your|our|be|not|have|any\p{L}*|some\p{L}*)$/u;

/** How a word of a text fits somebody: a part of their name or a handle; surely, or only where it is written as one. */
interface Fit {
  readonly who: Sought;
  /** Null: a handle. */
  readonly part: Part | null;
  readonly sure: boolean;
}

/** What a word is compared with, under the two sounds it begins with. */
type Index = ReadonlyMap<string, readonly ((written: string, said: string) => Fit | null)[]>;

function partFit(who: Sought, part: Part, written: string, said: string): Fit | null {
  const word = part.short ? written : said;
  if (word === part.whole) return { who, part, sure: !part.everyday && word.length > 2 };
  // An everyday word that is as short as Sam is another word with any end but its own.
  if (part.whole.length <= 2 || (part.short && part.everyday) || !word.startsWith(part.stem)) return null;
  const end = word.slice(part.stem.length);
  if (!ends.has(part.short ? heard(end) : end)) return null;
  return { who, part, sure: !part.everyday && part.stem.length >= 5 };
}

function indexOf(sought: readonly Sought[]): Index {
  const index = new Map<string, ((written: string, said: string) => Fit | null)[]>();
  const put = (start: string, fit: (written: string, said: string) => Fit | null): void => {
    const key = start.slice(0, 2);
    index.set(key, [...(index.get(key) ?? []), fit]);
  };
  for (const who of sought) {
    for (const part of who.parts)
      put(part.short ? heard(part.stem) : part.stem, (written, said) => partFit(who, part, written, said));
    for (const handle of who.handles) {
      const sure = who.longHandles.has(handle);
      put(handle, (_, said) => (said === handle ? { who, part: null, sure } : null));
    }
  }
  return index;
}

interface Found {
  readonly who: Sought;
  readonly start: number;
  readonly end: number;
}

const wordShape = /[\p{Lu}\p{Ll}\p{Lt}\p{M}\p{Cf}]+/gu;
const lastWord = /([\p{Lu}\p{Ll}\p{Lt}\p{M}\p{Cf}]+)([^\p{L}\n;:!?]{0,3})$/u;
const firstWord = /^([^\p{L}\n;:!?]{0,3})([\p{Lu}\p{Ll}\p{Lt}\p{M}\p{Cf}]+)(\.?)/u;
const letter = /[\p{Lu}\p{Ll}\p{Lt}\p{M}\p{Cf}]/u;

/** Reads texts for these people. What a word fits is worked out once for each different word. */
function reader(sought: readonly Sought[]): (text: string, card: boolean) => readonly Found[] {
  const index = indexOf(sought);
  const starts = new Set([...index.keys()].flatMap((key) => ['', key.slice(0, 1), key]));
  const known = new Map<string, readonly Fit[]>();
  const possible = new Map<string, boolean>();

  const mayFit = (letters: string): boolean => {
    const two = letters.slice(0, 2);
    let may = possible.get(two);
    if (may === undefined) possible.set(two, (may = starts.has(beginning(two))));
    return may;
  };
  const worked = (word: string): readonly Fit[] => {
    const written = plain(word);
    if (!mayFit(written)) return [];
    const said = heard(written);
    const all = (index.get(said.slice(0, 2)) ?? []).flatMap((fit) => fit(written, said) ?? []);
    return all.some(({ part }) => part !== null) ? all.filter(({ part }) => part !== null) : all;
  };
  const fitsFor = (word: string): readonly Fit[] => {
    let fits = known.get(word);
    if (fits === undefined) known.set(word, (fits = worked(word)));
    return fits;
  };

  /** Whether a word beside it, on the same line, is another part of the name, or its first letter. */
  const besides = ({ who, part }: Fit, word: string, between: string, dot: string): boolean => {
    const others = who.parts.filter((one) => one !== part);
    if (fitsFor(word).some((fit) => fit.part !== null && others.includes(fit.part))) return true;
    const written = plain(word);
    if (!others.some(({ initial }) => initial === written)) return false;
    return /[._-]/u.test(between) || word !== written || dot !== '';
  };

  const writtenAsName = (text: string, { who, start, end }: Found, fit: Fit): boolean => {
    const word = text.slice(start, end);
    const [before, after] = [text.slice(Math.max(0, start - 24), start), text.slice(end, end + 24)];
    if (/[@/_\d]$/u.test(before) || /^[_\d]/u.test(after)) return true;
    if (fit.part === null) return false;
    const [, previous = '', gap = ''] = lastWord.exec(before) ?? [];
    const [, space = '', next = '', dot = ''] = firstWord.exec(after) ?? [];
    const asks = /^(?:will|may)$/iu.test(word) && asking.test(plain(next));
    if (/^\p{Cf}*[\p{Lu}\p{Lt}]/u.test(word) && !asks) return true;
    const beside = (other: string, between: string, ended: string): boolean =>
      other !== '' && besides({ ...fit, who }, other, between, ended);
    return beside(previous, gap, gap.startsWith('.') ? '.' : '') || beside(next, space, dot);
  };

  return (text, card) => {
    const found: Found[] = [];
    for (const word of new Set(text.match(wordShape)))
      for (const fit of fitsFor(word)) {
        const { who } = fit;
        if (found.some((one) => one.who === who)) continue;
        for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
          const place = { who, start, end: start + word.length };
          const whole = !letter.test(text[start - 1] ?? '') && !letter.test(text[place.end] ?? '');
          if (!whole || !(fit.sure || card || writtenAsName(text, place, fit))) continue;
          found.push(place);
          break;
        }
      }
    return found;
  };
}

/** What may stand before a name in one word: "and", "to", "the" of Arabic and Hebrew. */
const joinedBefore = /(?:^|[^\p{L}])[وفبكلاهשמו]{0,3}$/u;

/** Names in scripts without capitals. Where words are written apart, the name must be one of them. */
function byLetters(text: string, sought: readonly Sought[]): readonly Found[] {
  if (!sought.some(({ letters }) => letters.length > 0) || !uncased.test(text)) return [];
  const letters = uncasedLetters(text);
  return sought.flatMap((who) =>
    who.letters.flatMap((part): readonly Found[] => {
      const apart = /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(part);
      for (let at = letters.indexOf(part); at >= 0; at = letters.indexOf(part, at + 1)) {
        const behind = at + part.length;
        const oneWord =
          joinedBefore.test(letters.slice(Math.max(0, at - 4), at)) &&
          !/^\p{L}/u.test(letters.slice(behind, behind + 2));
        if (!apart || oneWord) return [{ who, start: placeOf(text, at), end: placeOf(text, behind) }];
      }
      return [];
    }),
  );
}

function byWays(text: string, sought: readonly Sought[]): readonly Found[] {
  const lower = text.toLowerCase();
  const mails = sought.flatMap((who) =>
    who.mails.flatMap((mail): readonly Found[] => {
      const start = lower.indexOf(mail);
      return start < 0 ? [] : [{ who, start, end: start + mail.length }];
    }),
  );
  if (!sought.some(({ phones }) => phones.length > 0)) return mails;
  const numbers = [...text.matchAll(/\d[\d ()./-]{5,}\d/gu)];
  const phones = numbers.flatMap(({ 0: number, index }) =>
    sought
      .filter((who) => who.phones.some((phone) => digits(number).endsWith(phone)))
      .map((who): Found => ({ who, start: index, end: index + number.length })),
  );
  return [...mails, ...phones];
}

/** A text of an answer. `card`: it is there to name somebody, so that any word of it may be a name. */
interface Told {
  readonly text: string;
  readonly card: boolean;
}

const naming: readonly PersonField[] = ['name', 'handle', 'badge', 'contact'];

/** Every text of an answer. */
function textsOf(answer: Answer): readonly Told[] {
  const said = (...texts: readonly string[]): readonly Told[] => texts.map((text) => ({ text, card: false }));
  switch (answer.kind) {
    case 'text':
      return said(answer.text);
    case 'choice':
    case 'choices':
      return said(answer.more);
    case 'people':
      return answer.people.flatMap((person) =>
        Object.entries(person).map(([field, text]) => ({ text, card: naming.some((one) => one === field) })),
      );
    case 'team':
      return [{ text: answer.closeTo, card: true }];
    case 'contact':
      return [{ text: answer.name, card: true }, ...said(answer.pronouns, answer.reach, answer.avoid)];
  }
}

const around = 32;

function excerpt(text: string, { start, end }: Found): string {
  const before = text.slice(Math.max(0, start - around), start);
  const after = text.slice(end, end + around);
  const opened = start > around ? before.replace(/^\S*\s/u, '…') : before;
  const closed = end + around < text.length ? after.replace(/\s\S*$/u, '…') : after;
  return `${opened}${text.slice(start, end)}${closed}`.replaceAll(/\s+/gu, ' ').trim();
}

/** Who seems to be named in these answers, and where: each member once for each question. */
export function namedIn(answers: Answers, people: readonly Known[]): readonly Mention[] {
  const sought = people.map(soughtFrom);
  const byWords = reader(sought);
  return Object.entries(answers).flatMap(([question, answer]) => {
    const mentions = new Map<string, Mention>();
    for (const { text, card } of textsOf(answer))
      for (const found of [...byWords(text, card), ...byLetters(text, sought), ...byWays(text, sought)]) {
        const member = found.who.id;
        if (!mentions.has(member)) mentions.set(member, { member, question, words: excerpt(text, found) });
      }
    return [...mentions.values()];
  });
}
