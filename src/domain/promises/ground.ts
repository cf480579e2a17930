import type { Edition } from '../edition/edition.ts';
import type { Procedure } from '../procedure/procedure.ts';
import type { Roster } from '../team/roster.ts';

/** What every promise, permission and prohibition is judged on, beside the record itself. */
export interface Ground {
  readonly procedure: Pick<
    Procedure,
    'roles' | 'duties' | 'standIn' | 'police' | 'conversation' | 'meeting' | 'public' | 'appeal' | 'apology'
  >;
  readonly edition: Pick<Edition, 'id' | 'zone' | 'to'>;
  readonly roster: Roster;
  /** ms since 1970. */
  readonly now: number;
  /** Who signed a note that holds a member's present keys, by member; without it everybody counts as well introduced. */
  readonly introducers?: ReadonlyMap<string, ReadonlySet<string>>;
}
