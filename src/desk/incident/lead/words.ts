import type { Closing } from '#domain/after/bodies.ts';
import { lead as en } from '#words/made/en/lead.ts';
import { lead as es } from '#words/made/es/lead.ts';
import { useOwn } from '../../frame/own-words.ts';

export type LeadWords = typeof en;

/** The words of this page. */
export const useLeadWords = (): LeadWords => useOwn({ en, es });

/** How it ended, in a word or two. */
export function closingName(t: LeadWords, how: Closing): string {
  switch (how) {
    case 'resolved':
      return t.howResolved();
    case 'no-action':
      return t.howNoAction();
    case 'welfare':
      return t.howWelfare();
    case 'bad-faith':
      return t.howBadFaith();
  }
}
