import { actionsOf, type Action } from '#domain/follow-up/blocks.ts';
import {
  owedPlans,
  plansFor,
  theReporter,
  type NotNeeded,
  type PlanFor,
  type PlanTold,
} from '#domain/follow-up/planning.ts';
import { shownAs } from '#domain/incident/people.ts';
import type { Attempt } from '#domain/promises/attempt.ts';
import type { Verdict } from '#domain/response/bodies.ts';
import type { TeamMessage } from '#wire/bodies.ts';
import type { Opened, Seen } from '../../keys/incident-seen.ts';
import type { ActSent } from '../../keys/protocol.ts';
import type { Permission } from '../../keys/standing-seen.ts';
import { attemptOf } from '../handling/permission.ts';
import { isTakenOut, peopleOf, toldOf } from '../handling/told.ts';

type Entries = Pick<Opened, 'entries'>;

/** Every plan of this kind with who it is for, oldest first. */
function plansTold(opened: Entries, kind: 'follow-up-planned' | 'support-planned'): readonly PlanTold[] {
  return toldOf(opened, kind).map(({ hash, at, facts, times, body: { person, text } }) => ({
    hash,
    at,
    person,
    owner: facts['owner'] ?? '',
    due: times['due'] ?? null,
    text,
  }));
}

/** What the team planned for the reporter and for each person affected, or why it planned nothing (MTG-09, MTG-10). */
export function plansIn(opened: Pick<Opened, 'entries' | 'handling'>): readonly PlanFor[] {
  const owed = owedPlans(peopleOf(opened), !isTakenOut(opened));
  const notNeeded = toldOf(opened, 'noted').flatMap(({ at, body }): readonly NotNeeded[] =>
    body.about === 'no-follow-up' ? [{ at, person: body.person ?? '', text: body.text }] : [],
  );
  return plansFor(owed, plansTold(opened, 'follow-up-planned'), notNeeded);
}

/** Plans to look after somebody, with what they need. */
export function supportIn(opened: Entries): readonly (PlanTold & { readonly needs: string })[] {
  const told = toldOf(opened, 'support-planned');
  return plansTold(opened, 'support-planned').map((plan, at) => ({ ...plan, needs: told[at]?.body.needs ?? '' }));
}

/** Somebody by the name the team goes by; `''` for the reporter and for nobody. */
export function shownPerson(opened: Entries, person: string): string {
  if (person === theReporter) return '';
  const found = peopleOf(opened).find((one) => one.person === person || one.joined.some((by) => by.person === person));
  return found === undefined ? '' : shownAs(found);
}

/** The newest verdict, or null. */
export function verdictIn(opened: Entries): Verdict | null {
  return toldOf(opened, 'resolved').at(-1)?.body.verdict ?? null;
}

/** What was decided and stands. */
export function actionsIn(opened: Pick<Opened, 'entries' | 'handling'>): readonly Action[] {
  return actionsOf(toldOf(opened, 'consequence-decided'), opened.handling.response.consequences);
}

/** A message that a person wrote to the reporter, as it left. */
export interface Sent extends Pick<Seen, 'hash' | 'at' | 'who'> {
  readonly text: string;
}

/** The follow-ups that were sent, newest first: an automatic receipt is none of them (D15). */
export function followUpsIn({ entries }: Entries): readonly Sent[] {
  return entries
    .filter(({ kind, problem, facts }) => kind === 'said-to-reporter' && problem === '' && facts['follow-up'] === 'yes')
    .map(({ hash, at, who, body }) => ({ hash, at, who, text: (body as TeamMessage).text }))
    .toReversed();
}

/** Whether a plan was kept. */
export function isKept({ handling }: Pick<Opened, 'handling'>, hash: string): boolean {
  return handling.followUp.plans.some((plan) => plan.hash === hash && plan.checked !== null);
}

/**
 * What ends the duty of a plan that another one takes the place of: waived with its reason where this member may and the
 * procedure lets it be; else it is checked off with the same words. Nothing where nothing is owed for it any more.
 */
export function settling(
  opened: Pick<Opened, 'duties'>,
  permission: (attempt: Attempt) => Permission,
  of: string,
  reason: string,
): readonly ActSent[] {
  const owed = opened.duties.find(
    ({ cause, state }) => cause === of && (state.is === 'open' || state.is === 'overdue'),
  );
  if (owed === undefined) return [];
  const facts = { duty: owed.id, of };
  return 'allowed' in permission(attemptOf('waived', facts))
    ? [{ kind: 'waived', facts, body: { v: 1, reason } }]
    : [{ kind: 'checked-back', facts: { of }, body: { v: 1, text: reason } }];
}
