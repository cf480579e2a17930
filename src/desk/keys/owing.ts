import type { Text } from '#domain/procedure/clause.ts';
import type { Gathering } from '#domain/procedure/gathering.ts';
import { clausesOf, type Placed } from '#domain/procedure/published.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { fill } from '#domain/procedure/values.ts';
import { dutiesOf, owedNext, whoOwes } from '#domain/promises/duties.ts';
import { may, type Attempt } from '#domain/promises/may.ts';
import type { Reason } from '#domain/promises/reason.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import type { Known } from './knowing.ts';
import { whoWrote } from './opening.ts';
import type { DutySeen, Permission } from './protocol.ts';

/** What is owed in an incident and what this member may do, all of it from verified headers. */
export interface Owing {
  readonly duties: readonly DutySeen[];
  readonly next: DutySeen | null;
  readonly tried: (attempt: Attempt) => Permission;
}

/** What the page lets a member try. */
export const acknowledging: Attempt = { kind: 'acknowledged', facts: [] };
export const writing: Attempt = { kind: 'said-to-reporter', facts: [['follow-up', 'no']] };
export const keepingNote: Attempt = { kind: 'noted', facts: [] };

/**
 * The clause that a refusal names, by its id or where it stands, its names in braces filled; null when the file has none
 * such. An id is unique in its own part alone (a duty may be called as the meeting is), so the reason says which is meant.
 */
export function clauseTexts(procedure: Procedure, named: string, reason: Reason, gathering?: Gathering): Text | null {
  const ofDuty = reason === 'duty-open' || reason === 'not-waivable';
  const isMeant = ({ path }: Placed): boolean => (ofDuty ? path.startsWith('duties.') : !/\.\d+$/u.test(path));
  const all = clausesOf(procedure).filter(({ path, clause }) => path === named || clause.id === named);
  const found = all.find(isMeant) ?? all[0];
  if (found === undefined) return null;
  const { text } = found.clause;
  return Object.fromEntries(
    Object.keys(text).map((language) => [language, fill(procedure, text, language, gathering)]),
  );
}

/** Folds the incident and its report under the version it was opened with (INT-01). */
export function owingIn(known: Known, me: RosterMember | undefined): Owing {
  const { procedure, edition } = known;
  const { handling, where: ground } = known.judged;
  const duties = dutiesOf(ground, handling.entries);
  const told = handling.reports.get(handling.ids.report);
  const newest = handling.incident.holding.newest.get('internal') ?? told?.holding.newest.get('account');
  const holds = (id: string): boolean => newest?.manifest.holders.some(({ member }) => member === id) === true;
  const seen = (duty: (typeof duties)[number]): DutySeen => {
    const { state } = duty;
    // Who was never given the incident cannot do anything in it, whatever their role.
    const free = whoOwes(ground, duty, handling.away, handling.standIns).flatMap(({ id }) => (holds(id) ? [id] : []));
    if (!('by' in state)) return { ...duty, state, free };
    return { ...duty, state: { ...state, by: whoWrote(state.by, known.ground.rosters, known.reporters) }, free: [] };
  };
  const next = owedNext(duties);
  return {
    duties: duties.map(seen),
    next: next && seen(next),
    tried(attempt) {
      if (me === undefined) return { refused: 'no-role', clause: null };
      const answer = may(ground, handling, me, attempt);
      if ('allowed' in answer) return { allowed: true, warning: answer.warning ?? '' };
      const named = answer.clause ?? '';
      return {
        refused: answer.refused,
        clause: named === '' ? null : clauseTexts(procedure, named, answer.refused, edition.gathering),
      };
    },
  };
}
