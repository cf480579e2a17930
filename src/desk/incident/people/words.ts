import { people as en } from '#words/made/en/people.ts';
import { people as es } from '#words/made/es/people.ts';
import { useOwn } from '../../frame/own-words.ts';

/** The words of this page. */
export const usePeopleWords = (): typeof en => useOwn({ en, es });
