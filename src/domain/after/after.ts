import type { Done } from '../intake/report.ts';

/** Closing, debrief and retention. */
export interface After {
  /** Null while it is open, also after it was reopened. */
  readonly closed: Done | null;
  readonly debriefed: readonly Done[];
  /** Hashes of the entries whose files are gone. */
  readonly expunged: ReadonlySet<string>;
}

export const noAfter: After = { closed: null, debriefed: [], expunged: new Set() };
