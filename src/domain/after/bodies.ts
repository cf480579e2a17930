/** What lies sealed in the entries of `kinds.ts`, compartment `internal`. */

export const closings = ['resolved', 'no-action', 'welfare', 'bad-faith'] as const;
export type Closing = (typeof closings)[number];

/** `closed`. A report made in bad faith leaves no mark on whom it named. */
export interface Closed {
  readonly v: 1;
  readonly how: Closing;
  readonly text: string;
}

export interface Reopened {
  readonly v: 1;
  readonly reason: string;
}

export interface Debriefed {
  readonly v: 1;
  readonly text: string;
}
