import { recipientsAtBirth } from '../intake/recipients.ts';
import { holds, type Accepted } from '../record/manifest.ts';
import type { RosterMember } from '../team/roster.ts';
import { isFree, isNarrow, isWaiting, keeper, readsIdentity, wellIntroduced, type Keeping } from './grants.ts';
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
    // Whoever only they brought into the team follows nobody: they would have it after all.
    const strangers = roster.members.filter((member) => !wellIntroduced(without, member)).map(({ id }) => id);
    const free = (but: readonly string[]): readonly RosterMember[] => {
      const wishes = { leaveOut: [...away, ...strangers, ...but], only: '' };
      return others(recipientsAtBirth(asked, edition.id, roster, wishes, now).account);
    };
    // Who was asked first and has not answered has it only where it would be nobody's otherwise (two-step opening).
    const next = free(roster.members.filter(({ id }) => isWaiting(handling, id)).map(({ id }) => id));
    return { stay, next: stay.length + next.length > 0 ? next : free([]) };
  }
  const standIns = new Set([...handling.standIns].filter((id) => id !== leaving));
  const { fired, offered } = standInOf(ground, { away, standIns });
  const free = offered.filter((member) => isFree(without, member));
  return { stay, next: fired !== 'none' && !can('appoint-stand-in') ? others(free) : [] };
}

/**
 * Whether a report like this one would come to them if they were never kept apart: who is released is handed the keys
 * then, and by nobody's tap otherwise. One that was sent to one alone comes to nobody else.
 */
export function comesTo(ground: Ground, handling: Handling, keeping: Keeping, member: RosterMember): boolean {
  if (isNarrow(handling) || !isFree(keeping, member)) return false;
  const { procedure, edition, roster, now } = ground;
  const { account } = recipientsAtBirth(procedure, edition.id, roster, { leaveOut: [...keeping.apart], only: '' }, now);
  return account.some(({ id }) => id === member.id);
}

/**
 * Who holds a compartment once `leaving` is gone: its other holders who keep it, and whoever must follow. Where that is
 * nobody (they alone knew the name), those who hold the account: of them who read names, or else all, as at birth.
 */
export function holdersWithout(
  ground: Ground,
  handling: Handling,
  keeping: Keeping,
  leaving: string,
  { manifest }: Accepted,
): readonly RosterMember[] {
  const without: Keeping = { ...keeping, apart: new Set([...keeping.apart, leaving]) };
  const { stay, next } = remainingWithout(ground, handling, keeping, leaving);
  const kept = manifest.holders.flatMap((holder) => keeper(without, holder) ?? []);
  const all = [...kept, ...next.filter(({ id }) => !holds({ manifest }, id))];
  if (all.length > 0 || manifest.compartment !== 'identity') return all.length > 0 ? all : stay;
  const reading = stay.filter((member) => readsIdentity(ground, handling, member));
  return reading.length > 0 ? reading : stay;
}
