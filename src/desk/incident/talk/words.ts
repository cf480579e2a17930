import { talk as en } from '#words/made/en/talk.ts';
import { talk as es } from '#words/made/es/talk.ts';
import { ownIn, useOwn } from '../../frame/own-words.ts';
import type { Talk } from '#words/made/shape.ts';

/** The words of this page. */
export function useTalkWords(): Talk {
  return useOwn({ en, es });
}

/** The same in the language that the person is spoken with. */
export function talkWordsIn(language: string): Talk {
  return ownIn({ en, es }, language);
}
