import { pageOf } from '../page.ts';
import type { Questions, Reporter } from '#words/made/shape.ts';
import type { WordList } from '#seal/words.ts';

/** What one language needs beyond the page: its word list and what only scripts say. */
export interface Language {
  readonly list: WordList;
  readonly words: Reporter;
  readonly questions: Questions;
}

const languages: Readonly<Record<string, () => Promise<Language>>> = {
  en: () => import('./en.ts'),
  es: () => import('./es.ts'),
};

let loaded: Language | null = null;

/** The page's language: one small request, made after the first touch of the form and then kept. */
export async function language(): Promise<Language> {
  const load = languages[pageOf().language.slice(0, 2)] ?? languages['en'];
  if (load === undefined) throw new Error('no language');
  loaded ??= await load();
  return loaded;
}

/** The language if it is here already: a message about a failing network must not need the network. */
export function languageHere(): Language | null {
  return loaded;
}
