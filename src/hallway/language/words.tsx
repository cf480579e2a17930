import { createContext, startTransition, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Hallway } from '#words/made/shape.ts';
import { directions, isLanguage, languages, type Language } from '#words/words.ts';
import './words.css';

interface Made {
  readonly hallway: Hallway;
}

const fetched = new Map<Language, Promise<Made>>();

function fetchWords(language: Language): Promise<Made> {
  switch (language) {
    case 'en':
      return import('./en.ts');
    case 'es':
      return import('./es.ts');
  }
}

/** The words of one language: a file of its own, fetched once. */
export function wordsFor(language: Language): Promise<Made> {
  const known = fetched.get(language);
  if (known !== undefined) return known;
  const fresh = fetchWords(language);
  fetched.set(language, fresh);
  return fresh;
}

interface Words {
  readonly t: Hallway;
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const Spoken = createContext<Words | null>(null);

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('l');
  const wanted = [asked ?? '', ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.find((language) => isLanguage(language)) ?? 'en';
}

/** The phone's language first; another one is kept in memory alone. Suspends until its words are there. */
export function Speaking({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(firstLanguage);
  const made = use(wordsFor(language));
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directions[language];
  }, [language]);
  const words = useMemo(
    () => ({
      t: made.hallway,
      language,
      choose: (next: Language) => startTransition(() => setLanguage(next)),
    }),
    [made, language],
  );
  return <Spoken value={words}>{children}</Spoken>;
}

export function useWords(): Words {
  const words = use(Spoken);
  if (words === null) throw new Error('outside of Speaking');
  return words;
}

const endonyms: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

export function LanguageSwitch(): ReactNode {
  const { t, language, choose } = useWords();
  return (
    <fieldset className="languages">
      <legend className="hidden">{t.language()}</legend>
      {languages.map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => choose(one)}>
          {endonyms[one]}
        </button>
      ))}
    </fieldset>
  );
}
