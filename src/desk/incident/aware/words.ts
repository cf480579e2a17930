import { aware as en } from '#words/made/en/aware.ts';
import { aware as es } from '#words/made/es/aware.ts';
import type { Aware } from '#words/made/shape.ts';
import { ownIn, useOwn } from '../../frame/own-words.ts';

/** The words of this page. */
export const useAwareWords = (): Aware => useOwn({ en, es });

/** The same in the language of a text. */
export const awareWordsIn = (language: string): Aware => ownIn({ en, es }, language);

/** What a permission is for. */
export function permissionName(t: Aware, what: string): string {
  if (what === 'public') return t.forPublic();
  return what === 'relay' ? t.forRelay() : t.forReferral();
}
