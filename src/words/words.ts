/** The languages every message exists in. The messages themselves are imported from `made/<language>/<namespace>.ts`. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** What the `dir` attribute of a page in this language says. */
export const directions: Readonly<Record<Language, 'ltr' | 'rtl'>> = { en: 'ltr', es: 'ltr' };

export function isLanguage(x: unknown): x is Language {
  return languages.some((language) => language === x);
}
