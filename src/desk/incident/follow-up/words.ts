import { followup as en } from '#words/made/en/followup.ts';
import { followup as es } from '#words/made/es/followup.ts';
import { ownIn, useOwn } from '../../frame/own-words.ts';

export type FollowUpWords = typeof en;

/** The words of this page. */
export const useFollowUpWords = (): FollowUpWords => useOwn({ en, es });

/** The same in the reporter's language: what is sent to them, never what the page says. */
export const theirWords = (language: string): FollowUpWords => ownIn({ en, es }, language);
