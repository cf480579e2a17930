import { holdingNothing, type Holding } from '../record/holding.ts';

/** A fact with who and when. `by` is the author's public key, hex. */
export interface Done {
  readonly by: string;
  readonly at: number;
  readonly receivedAt: number;
}

/** What one person told us, as its headers alone tell it: server and desk fold the same. */
export interface Report {
  readonly id: string;
  readonly arrival: Arrival | null;
  readonly holding: Holding;
  readonly barred: ReadonlySet<string>;
  readonly acknowledged: Done | null;
  readonly said: readonly (Done & { readonly followUp: boolean })[];
  readonly heard: readonly Done[];
  readonly mailboxKey: string;
}

export interface Arrival extends Done {
  /** The `reported` line's hash. */
  readonly hash: string;
  readonly channel: string;
  readonly ongoing: string;
  readonly reachable: string;
  readonly narrow: boolean;
}

export const noReport = (id: string): Report => ({
  id,
  arrival: null,
  holding: holdingNothing,
  barred: new Set(),
  acknowledged: null,
  said: [],
  heard: [],
  mailboxKey: '',
});
