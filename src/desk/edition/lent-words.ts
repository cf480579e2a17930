import { lent as en } from '#words/made/en/lent.ts';
import { lent as es } from '#words/made/es/lent.ts';
import type { Lent } from '#words/made/shape.ts';
import { useOwn } from '../frame/own-words.ts';

/** The words for the guide, the plan and phones that are lent. */
export const useLentWords = (): Lent => useOwn({ en, es });
