import { holdersOf, type Members } from '../edition/lists.ts';
import type { Answers } from '../intake/answers.ts';
import type { Procedure } from '../procedure/procedure.ts';
import type { RosterMember } from '../team/roster.ts';
import type { Gatherings } from './briefing.ts';

/** Who is to be at the debrief: those the procedure names, and who hosts it (DBR-01). None where it asks for none. */
export function expectedAtDebrief(
  { debrief }: Pick<Procedure, 'debrief'>,
  edition: string,
  roster: Members,
  now: number,
): readonly RosterMember[] {
  if (debrief === null) return [];
  return holdersOf([...debrief.hosts, ...debrief.attend], edition, roster, now);
}

/** Of these, who was not there. Everybody while no debrief is written down. */
export function absentFrom({ attended }: Gatherings, expected: readonly RosterMember[]): readonly string[] {
  const present = attended.find((one) => one.for === 'debrief')?.present ?? [];
  return expected.map(({ id }) => id).filter((id) => !present.includes(id));
}

interface Row {
  readonly incident: string;
  readonly edition: string;
  readonly codeName: string;
}

/**
 * What one participant talks over: the incidents of the event that they can open, by code name (DBR-02). It is made on
 * their own desk from what they have, in the order of the alphabet and without numbers: an incident they have no part in
 * leaves no gap, in the list or in a count.
 */
export function agendaFor<R extends Row>(rows: readonly R[], edition: string): readonly R[] {
  return rows.filter((row) => row.edition === edition).toSorted((a, b) => a.codeName.localeCompare(b.codeName, 'en'));
}

/** Whether the reporter said that it was hard to find out how to report (RPT-09): the fact of it, and no word of theirs. */
export function couldNotFind({ questions }: Pick<Procedure, 'questions'>, answers: Answers): boolean {
  const asked = questions.filter(({ rows, kind }) => rows.includes('RPT-09') && kind === 'choices');
  return asked.some(({ id }) => {
    const answer = answers[id];
    return answer?.kind === 'choices' && answer.chosen.length > 0;
  });
}
