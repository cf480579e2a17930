import { cover as en } from '#words/made/en/cover.ts';
import { cover as es } from '#words/made/es/cover.ts';
import { useOwn } from '../../frame/own-words.ts';

/** The words of covers. */
export const useCoverWords = (): typeof en => useOwn({ en, es });
