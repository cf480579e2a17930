import { accounted, rule } from '../record/rule.ts';

/** What the team owes to one reporter and to people affected: entries of `report/<id>`. */
export const followUpKinds = {
  acknowledged: rule(['report'], ['member'], [''], [], 'none', 'later'),
  'said-to-reporter': {
    ...accounted(['follow-up']),
    words: { 'follow-up': ['yes', 'no'] },
  },
  'heard-from-reporter': rule(['report'], ['mailbox', 'server'], ['account'], [], 'sealed', 'later'),
  'follow-up-planned': accounted(['due', 'owner']),
  'support-planned': accounted(['due', 'owner']),
  'checked-back': accounted(['of']),
} as const;
