import { isLanguage, type Language } from '#words/words.ts';
import { useWords } from './words.tsx';

/** The words of one part of the desk, which come with that part and not before it. */
export function useOwn<T>(words: Readonly<Record<Language, T>>): T {
  const { language } = useWords();
  return words[language];
}

/** The same in another language, as the reporter's; English where we have none. */
export function ownIn<T>(words: Readonly<Record<Language, T>>, language: string): T {
  return isLanguage(language) ? words[language] : words.en;
}
