import { rule, told } from '../record/rule.ts';

/** Deciding again, by other people. What was decided stands meanwhile (APL-03). */
export const appealKinds = {
  'appeal-filed': told([]),
  'packet-made': told(['of']),
  /** By who reviews it and cannot open the incident: without a body; their reasons are in the answer to the packet. */
  'appeal-decided': {
    ...rule(['incident'], ['member'], ['internal', ''], ['of', 'outcome'], 'held', 'later'),
    words: { outcome: ['stands', 'changed'] },
  },
} as const;
