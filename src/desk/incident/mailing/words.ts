import { letters as lettersEn } from '#words/made/en/letters.ts';
import { texts as textsEn } from '#words/made/en/texts.ts';
import { letters as lettersEs } from '#words/made/es/letters.ts';
import { texts as textsEs } from '#words/made/es/texts.ts';
import { ownIn, useOwn } from '../../frame/own-words.ts';

const en = { ...lettersEn, ...textsEn };
const es = { ...lettersEs, ...textsEs };
export type MailingWords = typeof en;

/** The words about text messages and calls. */
export const useTextWords = (): typeof textsEn => useOwn({ en: textsEn, es: textsEs });

/** The words about mail to who reported by mail, and text messages to who reported by them. */
export const useMailingWords = (): MailingWords => useOwn({ en, es });

/** The same in the reporter's language: what is sent to them. */
export const theirMailingWords = (language: string): MailingWords => ownIn({ en, es }, language);
