import type { Attempt } from '#domain/promises/attempt.ts';
import { clauseTexts } from '#domain/promises/clause-texts.ts';
import { dutiesOf, owedNext, whoOwes } from '#domain/promises/duties.ts';
import { dutyEntries } from '#domain/promises/handling.ts';
import { may } from '#domain/promises/may.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import type { DutySeen } from './incident-seen.ts';
import type { Known } from './knowing.ts';
import { whoWrote } from './opening.ts';
import type { Permission } from './standing-seen.ts';

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

const isDecidedApart = ({ kind }: { readonly kind: string }): boolean => kind === 'appeal-decided';

/** Folds the incident and its report under the version it was opened with (INT-01). */
export function owingIn(known: Known, me: RosterMember | undefined): Owing {
  const { procedure, edition } = known;
  const { handling, where: ground } = known.judged;
  const duties = dutiesOf(ground, dutyEntries(handling));
  const told = handling.reports.get(handling.ids.report);
  const newest = handling.incident.holding.newest.get('internal') ?? told?.holding.newest.get('account');
  const holds = (id: string): boolean => newest?.manifest.holders.some(({ member }) => member === id) === true;
  const fromPacket = new Set(procedure.duties.flatMap(({ id, met }) => (met.some(isDecidedApart) ? [id] : [])));
  const seen = (duty: (typeof duties)[number]): DutySeen => {
    const { state } = duty;
    const able = whoOwes(ground, duty, handling.away, handling.standIns);
    // Who was never given the incident cannot do anything in it, whatever their role; an appeal is decided without it.
    const free = able.flatMap(({ id }) => (fromPacket.has(duty.id) || holds(id) ? [id] : []));
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
