/** Whom a plan is for: the reporter, or the id of a person of the incident. */
export type Planned = string;
export const theReporter: Planned = 'reporter';

/** A plan as its header and its words tell it together. */
export interface PlanTold {
  readonly hash: string;
  /** Received by the server, ms. */
  readonly at: number;
  readonly person: Planned;
  /** Member id. */
  readonly owner: string;
  /** ms */
  readonly due: number | null;
  readonly text: string;
}

/** The team's word that one person needs no follow-up, and why. */
export interface NotNeeded {
  readonly at: number;
  readonly person: Planned;
  readonly text: string;
}

/** What is planned for one person. A new plan takes the place of the one before, which stays readable (MTG-10). */
export interface PlanFor {
  readonly person: Planned;
  readonly now: PlanTold | null;
  readonly notNeeded: NotNeeded | null;
  /** Plans before it, newest first. */
  readonly before: readonly PlanTold[];
}

/** Somebody in the incident, with the ids of who turned out to be the same. */
export interface PersonTold {
  readonly person: string;
  readonly parts: readonly string[];
  readonly joined: readonly { readonly person: string }[];
}

/**
 * Who is owed a plan: the reporter, then everybody affected, each once. A reporter who is affected is one person.
 * `answered`: whether anybody told it who waits for an answer here; not where a member wrote it out of another report.
 */
export function owedPlans(people: readonly PersonTold[], answered = true): readonly (readonly Planned[])[] {
  const affected = people.filter(
    ({ parts }) => parts.includes('impacted') && !(answered && parts.includes('reporter')),
  );
  const reporters = people.filter(({ parts }) => parts.includes('reporter')).flatMap(idsOf);
  return [...(answered ? [[theReporter, ...reporters]] : []), ...affected.map(idsOf)];
}

const idsOf = ({ person, joined }: PersonTold): readonly string[] => [person, ...joined.map((one) => one.person)];

/** What is planned for each of these. Each is given by all its ids, the one it goes by first. */
export function plansFor(
  owed: readonly (readonly Planned[])[],
  plans: readonly PlanTold[],
  notNeeded: readonly NotNeeded[],
): readonly PlanFor[] {
  return owed.map((ids) => {
    const theirs = plans.filter(({ person }) => ids.includes(person)).toSorted((a, b) => b.at - a.at);
    const none = notNeeded.filter(({ person }) => ids.includes(person)).toSorted((a, b) => b.at - a.at)[0] ?? null;
    const [newest, ...before] = theirs;
    const stands = newest !== undefined && (none === null || newest.at > none.at);
    return {
      person: ids[0] ?? '',
      now: stands ? newest : null,
      notNeeded: stands ? null : none,
      before: stands ? before : theirs,
    };
  });
}

/** Who has neither a plan nor a reason for none: two people affected need two (MTG-09). */
export function withoutPlan(plans: readonly PlanFor[]): readonly Planned[] {
  return plans.filter(({ now, notNeeded }) => now === null && notNeeded === null).map(({ person }) => person);
}
