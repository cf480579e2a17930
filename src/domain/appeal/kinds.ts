import { told } from '../record/rule.ts';

/** Deciding again, by other people. What was decided stands meanwhile (APL-03). */
export const appealKinds = {
  'appeal-filed': told([]),
  'packet-made': told(['of']),
  'appeal-decided': told(['of']),
} as const;
