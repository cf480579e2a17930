import { appeal as en } from '#words/made/en/appeal.ts';
import { appeal as es } from '#words/made/es/appeal.ts';
import type { Appeal } from '#words/made/shape.ts';
import { useOwn } from '../../frame/own-words.ts';

/** The words of this page. */
export function useAppealWords(): Appeal {
  return useOwn({ en, es });
}
