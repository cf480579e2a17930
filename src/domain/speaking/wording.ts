import { plain } from '../intake/folding.ts';

/** A word of a text, folded, and where it stands. */
export interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Letters and digits without case and marks, Cyrillic and Greek as Latin. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)?/gu)].map(({ 0: word, index }) => ({
    word: plain(word).replaceAll(/['’]/gu, ''),
    start: index,
    end: index + word.length,
  }));
}

/** Words that say nothing by themselves, in the languages of the team's texts. */
const empty = new Set(
  (
    'the a an and or but if of to in on at by for from with about into over after before then than that this these ' +
    'those there here it its is are was were be been being am do does did done have has had having will would can ' +
    'could may might must shall should not no nor so as up out off down very too also just only more most much many ' +
    'some any all each every both few other another such same own i me my mine we us our ours you your yours he him ' +
    'his she her hers they them their theirs who whom whose which what when where why how said say says told tell ' +
    'went go goes going came come get got make made one two thing things something anything nothing somebody someone ' +
    'people person again still now while because during between dont didnt isnt wasnt wont cant im ive its thats ' +
    'el la los las un una unos unas y o u e pero si de del al en con por para sin sobre entre hasta desde que se su ' +
    'sus mi mis tu tus me te le les lo nos os es son era eran fue fueron ser estar esta estan estaba estaban este ' +
    'estos estas ese esa esos esas eso esto aquel aquella ha han he hay habia haber tener tiene tenia no ni ya muy mas ' +
    'tambien como cuando donde quien cual porque todo toda todos todas algo alguien nada nadie otro otra otros otras ' +
    'cada yo ella ellos ellas nosotros ustedes usted dijo decir dice hizo hacer hace cosa cosas persona personas vez ' +
    'despues antes durante luego asi solo aqui alli ahi'
  ).split(' '),
);

export const tells = (word: string): boolean => word.length > 2 && !empty.has(word);

const ends =
  /(?:ically|ments?|ations?|aciones|acion|mente|ings?|ings|edly|ed|ies|es|ados?|adas?|idos?|idas?|ando|iendo|ly|s|os|as|o|a|e)$/u;

/** What is left of a word without most of its endings. */
export function stemOf(word: string): string {
  const stem = word.replace(ends, '');
  return (stem.length >= 3 ? stem : word).slice(0, 7);
}

/** Where a text begins anew: whatever stands there has a capital. */
export function beginsSentence(text: string, start: number): boolean {
  return /(?:^|[.!?…:;\n"“”«»¿¡(\-–—•])\s*$/u.test(text.slice(Math.max(0, start - 8), start));
}

/** Sentences with where they begin. */
export function sentencesOf(text: string): readonly { readonly text: string; readonly start: number }[] {
  return [...text.matchAll(/[^.!?…\n]+(?:[.!?…](?=\S)[^.!?…\n]+)*/gu)].map(({ 0: sentence, index }) => ({
    text: sentence,
    start: index,
  }));
}

/** Folded letter by letter: every place in it is the same place in the text. */
export function lettersOf(text: string): string {
  return [...text.replaceAll(/[’‘]/gu, "'")]
    .map((sign) => [plain(sign), sign.toLowerCase()].find(({ length }) => length === sign.length) ?? sign)
    .join('');
}
