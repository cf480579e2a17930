import type { Done, Written } from '../intake/report.ts';

export interface Measure extends Written {
  /** Taken by one person before anybody else could be asked (IMM-07). */
  readonly alone: boolean;
  readonly reviewed: Done | null;
}

export interface Meeting extends Written {
  readonly due: number | null;
  readonly invited: readonly string[];
  readonly held: (Done & { readonly outcome: string; readonly present: readonly string[] }) | null;
}

export interface Consequence extends Written {
  readonly owner: string;
  readonly due: number | null;
  /** When it ends by itself, ms; null for what has no day to end on. */
  readonly until: number | null;
  readonly carriedOut: Done | null;
  readonly lifted: Done | null;
  /** Looked at when it ended. `longer`: another one was decided that follows it (RSP-10). */
  readonly reviewed: (Done & { readonly outcome: string }) | null;
}

/** What the team did and decided, as headers tell it; which response it is stands in bodies alone. */
export interface Responding {
  /** The newest word on how soon; `''` before there is one. */
  readonly urgency: string;
  /** The hold on contact with the reported person that no plan has answered yet (FLD-14). */
  readonly hold: Written | null;
  readonly measures: readonly Measure[];
  readonly referrals: readonly Written[];
  /** Needs that were asked for and are not seen to. */
  readonly needs: readonly Written[];
  readonly meetings: readonly Meeting[];
  readonly votes: readonly (Written & { readonly of: string })[];
  readonly resolutions: readonly (Written & { readonly none: boolean })[];
  readonly consequences: readonly Consequence[];
  readonly warnings: readonly Written[];
  readonly disclosures: readonly Written[];
}

export const noResponse: Responding = {
  urgency: '',
  hold: null,
  measures: [],
  referrals: [],
  needs: [],
  meetings: [],
  votes: [],
  resolutions: [],
  consequences: [],
  warnings: [],
  disclosures: [],
};
