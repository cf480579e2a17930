import { openBefore, type Ending, type Open } from '#domain/after/closing.ts';
import { withoutPlan } from '#domain/follow-up/planning.ts';
import type { DutyRule, Procedure } from '#domain/procedure/procedure.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import { plansIn, verdictIn } from '../follow-up/told.ts';
import { partOf, type Part } from '../handling/parts.ts';
import { procedureRule } from '../handling/rules.ts';
import { peopleOf } from '../handling/told.ts';

type Looked = Pick<Opened, 'entries' | 'handling' | 'duties'>;

/** All that is open in an incident, what stops closing first. */
export function openIn(opened: Looked, procedure: Procedure | undefined): readonly Open[] {
  const { response, speaking, appeal } = opened.handling;
  const ruled = opened.duties.map(({ id, cause, stream, state }) => {
    const rule = procedureRule(procedure, id);
    const afterEnding = rule?.within.unit === 'ending';
    return { id, cause, stream, state, beforeClosing: rule?.beforeClosing === true, afterEnding };
  });
  const owed = ruled.filter(({ state }) => state.is === 'open' || state.is === 'overdue');
  const waived = ruled.filter((one) => one.state.is === 'waived' && !one.afterEnding).map(({ cause }) => cause);
  return openBefore({ owed, waived, withoutPlan: withoutPlan(plansIn(opened)), response, speaking, appeal });
}

/** How it stands, for how it may end. */
export function endingOf(opened: Looked): Ending {
  return {
    verdict: verdictIn(opened),
    reported: peopleOf(opened).some(({ parts }) => parts.includes('reported')),
    stand: opened.handling.response.consequences.filter(({ lifted }) => lifted === null).length,
  };
}

/** A page of the incident, or the page of the whole event where incidents are gone through after it. */
export type Place = Part | 'gatherings';

function dutyPart(rule: DutyRule | undefined): Place {
  const [way] = rule?.met ?? [];
  if (way === undefined) return 'story';
  if (way.kind === 'debriefed') return 'gatherings';
  const follows = way.kind === 'said-to-reporter' && way.facts['follow-up']?.includes('yes') === true;
  return follows ? 'follow-up' : partOf(way.kind);
}

/** The page where it is done. */
export function whereIs(opened: Pick<Opened, 'handling'>, procedure: Procedure | undefined, open: Open): Place {
  switch (open.what) {
    case 'duty':
      return dutyPart(procedureRule(procedure, open.duty));
    case 'no-plan':
      return 'follow-up';
    case 'consequence':
    case 'anew':
      return 'decision';
    case 'aware':
      return 'aware';
    case 'measure':
    case 'need':
    case 'hold':
      return 'assess';
    case 'meeting':
      return 'meeting';
    case 'appeal':
      return 'appeal';
    case 'draft': {
      const draft = opened.handling.speaking.drafts.find(({ hash }) => hash === open.of);
      if (draft?.for === 'referral') return 'assess';
      return draft?.for === 'outcome' || draft?.for === 'conversation' ? 'talk' : 'aware';
    }
  }
}
