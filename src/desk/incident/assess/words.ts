import { assess as en } from '#words/made/en/assess.ts';
import { assess as es } from '#words/made/es/assess.ts';
import { useOwn } from '../../frame/own-words.ts';
import type { Assess } from '#words/made/shape.ts';

/** The words of this page. */
export function useAssessWords(): Assess {
  return useOwn({ en, es });
}
