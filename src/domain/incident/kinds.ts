import { marked, rule, told } from '../record/rule.ts';

/** What the team handles: what it is made of, who may not see it, who leads it. `of` is the hash of an entry before. */
export const incidentKinds = {
  opened: rule(['incident'], ['server'], [''], ['codeName', 'procedure', 'report'], 'none', 'first'),
  // `part`: what the other holds is handled here from now on; its own record says so by `joined-into`.
  linked: told(['how', 'other'], { how: ['beside', 'part'] }),
  'joined-into': marked(['other']),
  unlinked: marked(['other']),
  // `other`: the incident that was opened for what a member wrote out of the letter.
  extracted: told(['other']),
  'conflict-asked': marked(['member']),
  'conflict-answered': marked(['answer', 'member'], { answer: ['clear', 'conflict'] }),
  recused: marked(['member']),
  'stand-in-appointed': marked(['member']),
  'lead-taken': marked([]),
  'handed-over': told(['member']),
  noted: told(['of?']),
  tagged: told([]),
  // It belongs to another event: its readers are let in by who holds it. When it came does not change (RPT-08).
  moved: marked(['to']),
  'person-noted': told([]),
  'identity-joined': told([]),
  'identity-undone': marked(['of']),
  waived: told(['duty', 'of']),
  // What came was no report but somebody's answer to a decision; `report`: it is one after all. Nothing of where it lies now.
  filed: marked(['as'], { as: ['appeal', 'side', 'report'] }),
} as const;
