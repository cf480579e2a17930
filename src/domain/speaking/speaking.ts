import type { Done, Written } from '../intake/report.ts';

export interface Draft extends Written {
  readonly for: string;
  /** Hex SHA-256 of the sealed text that was written. */
  readonly file: string;
  /** Hashes of the permissions it stands on: it names those people (PUB-10). */
  readonly permits: readonly string[];
  readonly cleared: Done | null;
}

export interface Permission extends Written {
  readonly for: string;
  readonly withdrawn: Done | null;
}

export interface Delegation extends Written {
  readonly member: string;
  /** ms; over after it. */
  readonly until: number;
}

/** The talk with the reported person, people who knew, and what leaves the team, as headers tell it. */
export interface Speaking {
  readonly planned: readonly (Written & { readonly owner: string; readonly due: number | null })[];
  readonly held: readonly (Written & { readonly part: string; readonly people: readonly string[] })[];
  /** The talk was decided against, with a reason in the body. */
  readonly leftOut: Written | null;
  /** How their side was first heard, or why it could not be: `''` before either (RSP-19). */
  readonly heard: string;
  readonly apologies: readonly Written[];
  readonly drafts: readonly Draft[];
  readonly aware: readonly (Written & { readonly told: Done | null })[];
  readonly permissions: readonly Permission[];
  readonly approvals: readonly (Written & { readonly of: string })[];
  readonly published: readonly (Written & { readonly of: string })[];
  readonly delegations: readonly Delegation[];
}

export const noSpeaking: Speaking = {
  planned: [],
  held: [],
  leftOut: null,
  heard: '',
  apologies: [],
  drafts: [],
  aware: [],
  permissions: [],
  approvals: [],
  published: [],
  delegations: [],
};
