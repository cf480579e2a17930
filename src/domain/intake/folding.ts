/**
 * How a name is written by somebody who only heard it. A kind of file of its own: the matcher beside it (`named.ts`) is
 * about people, this is about letters.
 */

/** A letter that is none of a–z without its marks, and what it stands for. */
const pairs =
  'аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щsh ъ ыi ь эe юiu яia іi єe ґg јi љli ' +
  'њni ђd ћch џdzh αa βv γg δd εe ζz ηi θt ιi κk λl μm νn ξks οo πp ρr σs ςs τt υi φf χh ψps ωo ' +
  'łl øo œo æa đd ðd þt ħh ŋn əe ıi ßss';
const latin = new Map(pairs.split(' ').map(([letter = '', ...ours]) => [letter, ours.join('')] as const));

/** No case, no marks, no invisible signs. */
function bare(text: string): string {
  const lower = text.normalize('NFKD').toLowerCase().normalize('NFKD');
  return lower.replaceAll(/[\p{M}\p{Cf}]+/gu, '');
}

/** The letters alone; Cyrillic and Greek as Latin ones. */
export function plain(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z]*$/u.test(lower)) return lower;
  return bare(word).replaceAll(/[^a-z]/gu, (letter) => latin.get(letter) ?? letter);
}

const sounds = new Map(
  'tsch>k tch>k sch>s ch>k cz>k ck>k ph>f kh>h dzh>i dj>i ae>a oe>o ue>u dt>t w>v x>ks y>i j>i z>s c>k q>k'
    .split(' ')
    .map((pair) => pair.split('>') as [string, string]),
);
const spellings = new RegExp([...sounds.keys()].join('|'), 'gu');

/**
 * What is left where several spellings of one sound are one (sz, sh, š; w, v; cz, ch, k; y, i, j; ks, x; ph, f) and a
 * doubled letter is single. From `plain` letters.
 */
export function heard(letters: string): string {
  return letters
    .replaceAll(spellings, (spelling) => sounds.get(spelling) ?? '')
    .replaceAll('ie', 'e')
    .replaceAll(/(?<=[bcdfgklmnprstv])h/gu, '')
    .replaceAll(/(.)\1+/gu, '$1');
}

/** Beginnings whose sound hangs on the letters behind them. */
const open = /^(?:t[sc]|sc|c[hkz]|.h|d[jtz]|[aoiujy]e|x|(.)\1|.[tpkdijy])/u;

/** What `heard` makes of two letters: one sound, or none, where the letters behind them decide on the rest. */
export function beginning(two: string): string {
  if (!open.test(two)) return heard(two);
  return /^(?:t[sc]|[pk]?h|d[jz])/u.test(two) ? '' : heard(two).slice(0, 1);
}

/** Scripts without capitals: Arabic, Hebrew, Kana, Han and others. A name in them is compared by its letters alone. */
export const uncased = /\p{Lo}/u;

/** Those letters: one alef, one yeh, one heh, hiragana as katakana. */
export function uncasedLetters(text: string): string {
  return bare(text)
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ـ', '')
    .replaceAll(/[ぁ-ゖ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 96));
}

/** Where in the text the letter stands that is number `at` of its `uncasedLetters`. */
export function placeOf(text: string, at: number): number {
  let [place, letters] = [0, 0];
  for (const sign of text) {
    letters += uncasedLetters(sign).length;
    if (letters > at) return place;
    place += sign.length;
  }
  return place;
}
