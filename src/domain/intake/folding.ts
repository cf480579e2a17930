/**
 * How a name is written by somebody who only heard it. A kind of file of its own: the matcher beside it (`named.ts`) is
 * about people, this is about letters.
 */

/** A letter that is none of a–z without its marks, and what it stands for. */
const pairs =
  'аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щsh ъ ыi ь эe юiu яia іi єe ґg јi љli ' +
  'њni ђd ћch џdzh αa βv γg δd εe ζz ηi θt ιi κk λl μm νn ξks οo πp ρr σs ςs τt υi φf χh ψps ωo ' +
  'łl øo œo æa đd ðd þt ħh ŋn əe ıi ßss ىي ةه ـ';
const latin = new Map(pairs.split(' ').map(([letter = '', ...ours]) => [letter, ours.join('')] as const));

/** The letters alone: no case, no marks, no invisible signs; Cyrillic and Greek as Latin ones. */
export function plain(text: string): string {
  const lower = text.toLowerCase();
  if (/^[a-z]*$/u.test(lower)) return lower;
  const bare = text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '');
  return bare.replaceAll(/[^a-z]/gu, (letter) => latin.get(letter) ?? letter);
}

const sounds = new Map(
  'tsch>k tch>k sch>s ch>k cz>k ck>k ph>f kh>h dzh>i dj>i ae>a oe>o ue>u dt>t w>v x>ks y>i j>i z>s c>k q>k'
    .split(' ')
    .map((pair) => pair.split('>') as [string, string]),
);
const spellings = /tsch|tch|sch|ch|cz|ck|ph|kh|dzh|dj|ae|oe|ue|dt|[wxyjzcq]/gu;

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

/** `plain` with hiragana as katakana, and for each of its characters where it stood in the text. */
export function plainWithPlaces(text: string): { readonly letters: string; readonly places: readonly number[] } {
  const places: number[] = [];
  let all = '';
  let at = 0;
  for (const sign of text) {
    const folded = plain(sign).replaceAll(/[ぁ-ゖ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 96));
    for (let i = 0; i < folded.length; i++) places.push(at);
    all += folded;
    at += sign.length;
  }
  return { letters: all, places };
}
