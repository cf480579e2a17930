import { marked, told } from '../record/rule.ts';

/** The talk with the reported person, texts that leave the team, people who knew, announcements. */
export const speakingKinds = {
  'conversation-planned': told(['due?', 'owner']),
  'conversation-held': told(['by', 'part'], { part: ['what', 'outcome'] }),
  'conversation-left-out': told([]),
  'side-heard': told(['how'], { how: ['heard', 'declined', 'unsafe'] }),
  'apology-noted': told(['relay'], { relay: ['yes', 'no'] }),
  drafted: told(['for', 'permits?'], {
    for: ['outcome', 'conversation', 'announcement', 'statement', 'aware', 'referral', 'reply'],
  }),
  cleared: marked(['file', 'of']),
  'aware-listed': told([]),
  'aware-told': told(['how', 'of'], { how: ['told', 'not-needed'] }),
  'permission-given': told(['for'], { for: ['relay', 'public', 'referral'] }),
  'permission-withdrawn': marked(['of']),
  'announcement-approved': marked(['of']),
  published: told(['of']),
  delegated: marked(['member', 'until']),
} as const;
