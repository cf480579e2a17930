import { leading as en } from '#words/made/en/leading.ts';
import { leading as es } from '#words/made/es/leading.ts';
import { useOwn } from '../../frame/own-words.ts';

/** The few words about the lead that stand on every page of an incident. */
export const useLeadingWords = (): typeof en => useOwn({ en, es });
