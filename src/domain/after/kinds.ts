import { marked, told } from '../record/rule.ts';

/** Closing, debrief, retention. */
export const afterKinds = {
  closed: told([]),
  reopened: told([]),
  debriefed: told([]),
  expunged: marked(['of']),
} as const;
