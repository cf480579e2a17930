import type { DutyRule } from '#domain/procedure/procedure.ts';
import type { Kind } from '#domain/promises/kinds.ts';

/** The pages of one incident, in the order a team goes through them. The first is the story itself. */
export const parts = [
  'story',
  'people',
  'assess',
  'meeting',
  'decision',
  'talk',
  'follow-up',
  'aware',
  'appeal',
  'lead',
] as const;
export type Part = (typeof parts)[number];

export function isPart(name: string): name is Part {
  return parts.some((part) => part === name);
}

/** On which page an entry of a kind is written; what is not here is written in the story. */
const written: Readonly<Partial<Record<Kind, Part>>> = {
  'person-noted': 'people',
  'identity-joined': 'people',
  'identity-undone': 'people',
  tagged: 'people',
  linked: 'people',
  'joined-into': 'people',
  unlinked: 'people',
  extracted: 'people',
  assessed: 'assess',
  'hold-contact': 'assess',
  'plan-made': 'assess',
  'measure-taken': 'assess',
  'measure-reviewed': 'assess',
  referred: 'assess',
  'need-asked': 'assess',
  'need-done': 'assess',
  'meeting-called': 'meeting',
  voted: 'meeting',
  'meeting-held': 'meeting',
  resolved: 'decision',
  'consequence-decided': 'decision',
  'consequence-carried-out': 'decision',
  'consequence-lifted': 'decision',
  'consequence-reviewed': 'decision',
  disclosed: 'decision',
  warned: 'decision',
  'conversation-planned': 'talk',
  'conversation-held': 'talk',
  'conversation-left-out': 'talk',
  'side-heard': 'talk',
  'apology-noted': 'talk',
  'follow-up-planned': 'follow-up',
  'support-planned': 'follow-up',
  'checked-back': 'follow-up',
  'permission-given': 'aware',
  'permission-withdrawn': 'aware',
  'aware-listed': 'aware',
  'aware-told': 'aware',
  'announcement-approved': 'aware',
  published: 'aware',
  delegated: 'aware',
  'appeal-filed': 'appeal',
  'packet-made': 'appeal',
  'appeal-decided': 'appeal',
  'lead-taken': 'lead',
  'handed-over': 'lead',
  waived: 'lead',
  filed: 'lead',
  moved: 'lead',
  closed: 'lead',
  reopened: 'lead',
};

export function partOf(kind: string): Part {
  return (written as Readonly<Record<string, Part | undefined>>)[kind] ?? 'story';
}

/** On which pages a duty can be met. A message to the reporter is sent from the story, and from the follow-up as well. */
export function partsMeeting({ met }: Pick<DutyRule, 'met'>): ReadonlySet<Part> {
  return new Set(
    met.flatMap(({ kind }): readonly Part[] => (kind === 'said-to-reporter' ? ['story', 'follow-up'] : [partOf(kind)])),
  );
}
