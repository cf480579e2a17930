// Words that are everywhere in a language and hardly anywhere in the others.
const words: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    'the and was you he she they that this with have has not for were what who but my his her of it is to in on are there from been at'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el la los las que una por con para pero como muy está estaba había yo ella él me mi su y del se lo'.split(' '),
  ),
  fr: new Set(
    "le la les des une et est était dans pour avec pas je il elle nous vous qui que ce cette mais j'ai du au".split(
      ' ',
    ),
  ),
  de: new Set(
    'der die das und ist war nicht ich er sie wir ein eine mit auf zu den dem von für hat haben aber auch'.split(' '),
  ),
  pt: new Set(
    'o a os as que uma não com para mas como muito está estava eu ele ela meu minha seu do da em um foi ao'.split(' '),
  ),
};

// Scripts that say the language by themselves.
const scripts: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['th', /\p{Script=Thai}/gu],
];

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

function byWords(text: string): string {
  const found = text.toLowerCase().match(/[\p{L}’']+/gu) ?? [];
  const counted = Object.entries(words)
    .map(([language, known]) => ({ language, count: found.filter((word) => known.has(word)).length }))
    .toSorted((a, b) => b.count - a.count);
  const [best, next] = counted;
  if (best === undefined || next === undefined) return '';
  return best.count >= 3 && best.count >= found.length * 0.12 && best.count >= next.count * 1.4 ? best.language : '';
}

/** BCP 47, from Content-Language if it names one, else guessed from the text's script and commonest words; `''`: unsure. */
export function languageOf(named: string, whole: string): string {
  const [tag = ''] = named.split(',');
  if (/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(tag.trim())) return tag.trim();
  const text = whole.slice(0, 20_000);
  const all = letters(text);
  for (const [language, script] of scripts) {
    const count = text.match(script)?.length ?? 0;
    if (count >= 4 && count > all * (language === 'ja' ? 0.1 : 0.4)) return language;
  }
  return byWords(text);
}
