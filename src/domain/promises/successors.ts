import { recipientsAtBirth } from '../intake/recipients.ts';
import type { RosterMember } from '../team/roster.ts';
import { isNarrow, keeper, type Keeping } from './grants.ts';
import type { Ground } from './ground.ts';
import type { Handling } from './handling.ts';
import { actsOf } from './roles.ts';
import { standInOf } from './stand-in.ts';

/** Who has an incident when somebody leaves it. */
export interface Remaining {
  /** Holders of the account who stay. */
  readonly stay: readonly RosterMember[];
  /** Who must be given every key before they go; empty while those who stay can go on by themselves. */
  readonly next: readonly RosterMember[];
}

/**
 * [Note: Never nobody] Who holds the account once `leaving` is gone, and whom the leaving browser must hand the keys to
 * first: where nobody who stays may answer the reporter, the set a report would go to if it arrived now without them
 * (free readers, pool, appeal body: D3); where a stand-in is called for and nobody who stays may appoint one, those who
 * are offered. A report that was sent to one alone goes to the pool, not to the colleagues its reporter went around.
 * Both empty: nobody in the whole team could open it, and who leaves must not (COI-06).
 */
export function remainingWithout(ground: Ground, handling: Handling, keeping: Keeping, leaving: string): Remaining {
  const away = new Set([...keeping.apart, leaving]);
  const without: Keeping = { ...keeping, apart: away };
  const held = handling.reports.get(handling.ids.report)?.holding.newest.get('account')?.manifest.holders ?? [];
  const stay = held.flatMap((holder) => keeper(without, holder) ?? []);
  const can = (act: 'write-to-reporter' | 'appoint-stand-in'): boolean =>
    stay.some((member) => actsOf(ground, handling, member).has(act));
  const others = (members: readonly RosterMember[]): readonly RosterMember[] =>
    members.filter(({ id }) => !stay.some((one) => one.id === id));
  if (!can('write-to-reporter')) {
    const { procedure, edition, roster, now } = ground;
    const roles = procedure.roles.filter(({ receives }) => !isNarrow(handling) || receives !== 'first');
    const asked = { ...procedure, roles, opening: null };
    const wishes = { leaveOut: [...away], only: '' };
    return {
      stay,
      next: others(recipientsAtBirth(asked, edition.id, roster, wishes, now).account),
    };
  }
  const standIns = new Set([...handling.standIns].filter((id) => id !== leaving));
  const { fired, offered } = standInOf(ground, { away, standIns });
  return { stay, next: fired !== 'none' && !can('appoint-stand-in') ? others(offered) : [] };
}
