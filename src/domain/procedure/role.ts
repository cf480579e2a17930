import type { Clause, Text } from './clause.ts';
import type { Gathering } from './gathering.ts';

/**
 * What a member may do, by role; deny by default. Each act is one or more kinds of entry (`promises/acts.ts`). Reading
 * is no act: it is a key (`reads`, `receives`).
 */
export const acts = [
  'take-report',
  'note',
  'acknowledge',
  'write-to-reporter',
  'assess',
  'act-alone',
  'measure',
  'refer',
  'meet',
  'decide',
  'carry-out',
  'speak',
  'clear',
  'tell-aware',
  'announce',
  'delegate',
  'follow-up',
  'link',
  'recuse-other',
  'appoint-stand-in',
  'waive',
  'disclose',
  'decide-appeal',
  'close',
  'debrief',
  'expunge',
] as const;
export type Act = (typeof acts)[number];

export interface Role {
  readonly id: string;
  readonly name: Text;
  /** Its holders together, as in "any of the lead responders". */
  readonly many: Text;
  /** Which compartments of a new report its holders receive. Empty: none. */
  readonly reads: readonly ('account' | 'identity')[];
  /** `first`: receives every new report. A number: asked in that order when nobody else is left. */
  readonly receives: 'first' | 'never' | number;
  readonly may: readonly Act[];
  /** Whether a reporter may send to one holder of this role alone (RPT-14). */
  readonly direct: boolean;
  /** How many holders the published document names, where it names them: what D1 is checked against. */
  readonly named?: number;
  /** Held at these gatherings only. */
  readonly gatherings: readonly Gathering[];
  readonly source: Clause['source'];
  readonly rows: readonly string[];
}
