import type { Written } from '../intake/report.ts';
import { holdingNothing, type Holding } from '../record/holding.ts';

/** Somebody's word on whether a member has a conflict. `by` is the author's public key, hex. */
export interface Word extends Written {
  readonly member: string;
  readonly says: 'clear' | 'conflict';
}

/** What the team handles, as its headers tell it. */
export interface Incident {
  readonly id: string;
  readonly codeName: string;
  /** Ids of the reports it holds; the first is the one it was opened from. */
  readonly reports: readonly string[];
  readonly holding: Holding;
  readonly notes: number;
  /** Incidents that are looked at together with it. */
  readonly linked: readonly string[];
  /** Incidents that are handled in it. */
  readonly parts: readonly string[];
  /** The incident that it is handled in, or `''`. */
  readonly partOf: string;
  /** Every incident it was ever linked with, taken apart or not: who reads one of them reads all (see "Note: One circle"). */
  readonly everLinked: ReadonlySet<string>;
  /** Members who were asked whether they have a conflict. */
  readonly asked: ReadonlySet<string>;
  /** Recusals and answers in order; who is away follows from them and the team (`promises/handling.ts`). */
  readonly words: readonly Word[];
  /** Members appointed for this incident alone; closing ends it. */
  readonly standIns: ReadonlySet<string>;
  /** Everybody who was ever appointed. */
  readonly appointed: ReadonlySet<string>;
  /** Who has it now: the key of who took it, or the member it was handed to. */
  readonly lead: { readonly key: string } | { readonly member: string } | null;
  /** The event it was moved to (an edition's id), or `''`. */
  readonly movedTo: string;
  /** What it is instead of a report, and lies elsewhere by now; `''` for a report. */
  readonly filed: '' | 'appeal' | 'side';
  /** Identities that were joined and not undone, by hash. */
  readonly joined: ReadonlySet<string>;
}

export const noIncident = (id: string): Incident => ({
  id,
  codeName: '',
  reports: [],
  holding: holdingNothing,
  notes: 0,
  linked: [],
  parts: [],
  partOf: '',
  everLinked: new Set(),
  asked: new Set(),
  words: [],
  standIns: new Set(),
  appointed: new Set(),
  lead: null,
  movedTo: '',
  filed: '',
  joined: new Set(),
});
