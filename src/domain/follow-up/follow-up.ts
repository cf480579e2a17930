import type { Done, Written } from '../intake/report.ts';

export interface Plan extends Written {
  readonly what: 'follow-up' | 'support';
  readonly owner: string;
  readonly due: number | null;
  readonly checked: Done | null;
}

/** What the team planned to do for one reporter and the people affected, as the headers of one report tell it. */
export interface FollowUp {
  readonly plans: readonly Plan[];
}

export const noFollowUp: FollowUp = { plans: [] };
