import { print as en } from '#words/made/en/print.ts';
import { print as es } from '#words/made/es/print.ts';
import type { Print } from '#words/made/shape.ts';
import { ownIn, useOwn } from '../frame/own-words.ts';

/** The words of the page. */
export function usePrintWords(): Print {
  return useOwn({ en, es });
}

/** The words on a sheet, which is for other people than the page. */
export function printWordsIn(language: string): Print {
  return ownIn({ en, es }, language);
}
