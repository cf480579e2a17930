import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { desk as en } from '#words/made/en/desk.ts';
import { desk as es } from '#words/made/es/desk.ts';
import { questions as enQuestions } from '#words/made/en/questions.ts';
import { questions as esQuestions } from '#words/made/es/questions.ts';
import { directions, isLanguage, languages, type Language } from '#words/words.ts';
import type { Desk, Questions } from '#words/made/shape.ts';

const made: Readonly<Record<Language, Desk>> = { en, es };
const questions: Readonly<Record<Language, Questions>> = { en: enQuestions, es: esQuestions };

export interface Words {
  readonly t: Desk;
  readonly questions: Questions;
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const Spoken = createContext<Words | null>(null);

/** Words of one language, whichever the page is in: a prepared text is in the reporter's. */
export function wordsIn(language: string): Desk {
  return isLanguage(language) ? made[language] : en;
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('l');
  const wanted = [asked ?? '', ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.find((language) => isLanguage(language)) ?? 'en';
}

/** The language is kept in memory only; `?l=es` begins with one. */
export function Speaking({ children }: { children: ReactNode }): ReactNode {
  const [language, choose] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directions[language];
  }, [language]);
  const words = useMemo(() => ({ t: made[language], questions: questions[language], language, choose }), [language]);
  return <Spoken value={words}>{children}</Spoken>;
}

export function useWords(): Words {
  const words = useContext(Spoken);
  if (words === null) throw new Error('outside of Speaking');
  return words;
}

const endonyms: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

export function LanguageSwitch(): ReactNode {
  const { t, language, choose } = useWords();
  return (
    <fieldset className="languages">
      <legend className="unseen">{t.language()}</legend>
      {languages.map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => choose(one)}>
          {endonyms[one]}
        </button>
      ))}
    </fieldset>
  );
}
