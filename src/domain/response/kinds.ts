import { marked, told } from '../record/rule.ts';

const yesNo = ['yes', 'no'];

/** Assess, protect, meet, decide. Which response it is stands in the body alone. */
export const responseKinds = {
  assessed: told(['urgency'], { urgency: ['now', 'soon', 'can-wait'] }),
  'hold-contact': told([]),
  'plan-made': told([]),
  'measure-taken': told(['alone'], { alone: yesNo }),
  'measure-reviewed': told(['of']),
  referred: told(['asked-by', 'danger'], { 'asked-by': ['reporter', 'impacted', 'nobody'], danger: yesNo }),
  'need-asked': told([]),
  'need-done': marked(['of']),
  'meeting-called': told(['due', 'invited']),
  voted: told(['of']),
  'meeting-held': told(['of', 'outcome', 'present'], { outcome: ['decided', 'next'] }),
  resolved: told(['none'], { none: yesNo }),
  'consequence-decided': told(['due?', 'owner', 'until?']),
  'consequence-carried-out': told(['of']),
  'consequence-lifted': told(['of']),
  'consequence-reviewed': told(['of', 'outcome'], { outcome: ['ended', 'longer'] }),
  /** `notice`: the id of the record that says it to those who must know; `of`: what was decided. */
  disclosed: told(['notice?', 'of?']),
  warned: told([]),
} as const;
