import { plain } from '../intake/folding.ts';
import type { Somebody, Telling } from './finding.ts';
import { beginsSentence } from './wording.ts';

/** Words with a capital that name nobody. */
const common = new Set(
  (
    'january february march april may june july august september october november december monday tuesday wednesday ' +
    'thursday friday saturday sunday english spanish french german arabic python django flask rust java javascript ' +
    'linux windows github gitlab whatsapp instagram telegram signal slack discord zoom twitter mastodon linkedin ' +
    'google code conduct conference team staff room hall ok eta faq cfp bbq usa eur usd a i m f code org com http https www'
  ).split(' '),
);

const bare = (who: Partial<Somebody>): Somebody => ({
  person: '',
  whose: '',
  names: [],
  handles: [],
  ways: [],
  badges: [],
  looks: [],
  employers: [],
  ...who,
});

/** Words with a capital where no sentence begins, two or more of them in a row anywhere. */
function namesFrom(text: string, known: ReadonlySet<string>): readonly string[] {
  const shape = /\p{Lu}[\p{Ll}\p{M}’'-]{1,}(?:[ -]\p{Lu}[\p{Ll}\p{M}’'-]{1,}){0,3}/gu;
  return [...text.matchAll(shape)].flatMap(({ 0: found, index }) => {
    const words = found.split(/[ -]/u).filter((word) => {
      const folded = plain(word.replace(/['’].*$/u, ''));
      return !common.has(folded) && !known.has(folded);
    });
    if (beginsSentence(text, index) && words.length < 2) return [];
    return words.length === 0 ? [] : [words.join(' ')];
  });
}

const employed =
  /(?:\bworks? (?:at|for|with)|\bworking (?:at|for)|\bemployed (?:at|by)|\bfrom the company|\bcompany(?: called| named)?|\btrabaja (?:en|para|con)|\bempresa(?: llamada)?|\bempleador[a]?)\s+((?:\p{Lu}|\d)[\p{L}\p{N}&.-]*(?: (?:\p{Lu}|&)[\p{L}\p{N}&.-]*){0,3})/gu;
const handled = /(?<![\p{L}\p{N}._%+-])@([\p{L}\p{N}_][\p{L}\p{N}_.-]{1,30})/gu;
const mailed = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const called = /\+?\d[\d ()./-]{6,}\d/gu;
const badged = /\b(?:badge|gafete|acreditación|credencial)\s*(?:number|no\.?|nr\.?|número|#)?\s*([A-Z]?\d{2,6})/giu;

/** Who is named in what was told and stands on no list: names, handles, numbers, badges and employers in the words. */
export function toldNames({ told, known }: Telling): readonly Somebody[] {
  const ours = new Set(known.flatMap((name) => name.split(/[^\p{L}\p{M}]+/u).map(plain)));
  return told.map(({ text }) => {
    const all = (shape: RegExp, group: number): readonly string[] =>
      [...text.matchAll(shape)]
        .map((found) => (found[group] ?? '').replace(/[.,;:]+$/u, ''))
        .filter((one) => one !== '');
    const employers = all(employed, 1);
    return bare({
      names: namesFrom(text, ours).filter((name) => !employers.some((one) => one.includes(name))),
      handles: all(handled, 1),
      ways: [...all(mailed, 0), ...all(called, 0)],
      badges: all(badged, 1),
      employers,
    });
  });
}
