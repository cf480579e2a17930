import type { Edition } from '../edition/edition.ts';
import { questionsAt, type Procedure, type Question } from '../procedure/procedure.ts';
import { memberOf, type Roster } from '../team/roster.ts';
import type { Answers } from './answers.ts';
import { receiversOf, wishesOf, type Receivers, type Receiving } from './recipients.ts';

/** Who must not learn of an extract, by the letter that it comes from: member ids. */
export interface FromLetter {
  readonly out: readonly string[];
  /** The one member the letter was sent to and who still has it alone, or `''`. */
  readonly only: string;
}

/** What a member takes out of a letter, as the form would have had it. */
export interface Taken {
  readonly text: string;
  /** An answer to the question that stands in the clear (FLD-06), or `''`. */
  readonly ongoing: string;
}

type Asking = Pick<Procedure, 'questions'>;

/** The question under which it is told what happened: the first that must be answered, in words. */
function mainQuestion(questions: readonly Question[]): Question | undefined {
  const told = questions.filter(({ kind, compartment }) => kind === 'long-text' && compartment === 'account');
  return told.find(({ required }) => required) ?? told[0];
}

/** The question whether it still goes on, where a procedure asks it with choices. */
export function ongoingQuestion(procedure: Asking, gathering: Edition['gathering']): Question | undefined {
  return questionsAt(procedure, gathering).find(
    ({ fact, kind, compartment }) => fact === 'ongoing' && kind === 'choice' && compartment === 'account',
  );
}

/** The answers of an extract; null where the procedure has no question for it. */
export function extractAnswers(
  procedure: Asking,
  gathering: Edition['gathering'],
  { text, ongoing }: Taken,
): Answers | null {
  const told = mainQuestion(questionsAt(procedure, gathering));
  if (told === undefined) return null;
  const still = ongoing === '' ? undefined : ongoingQuestion(procedure, gathering);
  return {
    [told.id]: { kind: 'text', text },
    ...(still && { [still.id]: { kind: 'choice', choice: ongoing, more: '' } }),
  };
}

/**
 * Who receives an extract: whoever the procedure gives a new report, without everybody who is kept out of the letter and
 * without who seems to be named in the extract. Nobody where a letter was sent to one alone who may not be written to
 * alone any more: it never reaches more people than the letter was meant for.
 */
export function extractReceivers(
  procedure: Receiving,
  edition: Pick<Edition, 'id' | 'contacts'>,
  roster: Roster,
  answers: Answers,
  { out, only }: FromLetter,
  now: number,
): Receivers | null {
  const leaveOut = out.filter((id) => memberOf(roster, id) !== undefined).toSorted();
  const wishes = { ...wishesOf(answers, roster, edition), leaveOut, only };
  const receivers = receiversOf(procedure, edition.id, roster, wishes, now);
  const stillAlone = only === '' || receivers.narrow;
  return stillAlone && receivers.account.length > 0 ? receivers : null;
}
