import type { Returning } from '#words/made/shape.ts';
import { language, type Language } from '../language/language.ts';
import { pageOf } from '../page.ts';

/** A language with what only an opened mailbox says. */
export interface Spoken extends Language {
  readonly told: Returning;
}

const told: Readonly<Record<string, () => Promise<Returning>>> = {
  en: async () => (await import('#words/made/en/returning.ts')).returning,
  es: async () => (await import('#words/made/es/returning.ts')).returning,
};

/** The page's language, whole: a second small request beside the first, so that nobody who writes a report pays for it. */
export async function spoken(): Promise<Spoken> {
  const load = told[pageOf().language.slice(0, 2)] ?? told['en'];
  if (load === undefined) throw new Error('no language');
  const [found, words] = await Promise.all([language(), load()]);
  return { ...found, told: words };
}
