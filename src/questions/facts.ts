import type { Answers } from '#domain/intake/answers.ts';
import type { Question } from '#domain/procedure/procedure.ts';

/** The two facts of a report that stand in the clear. */
export interface ClearFacts {
  readonly ongoing: string;
  readonly reachable: string;
}

/**
 * The clear facts of these answers: `yes`, `no` or `unsure` (anything else would tell the operator more than that).
 * A question of kind `contact` that carries a fact says `yes` when a way to reach the reporter was given (FLD-01).
 */
export function clearFacts(questions: readonly Question[], answers: Answers): ClearFacts {
  const fact = (name: keyof ClearFacts): string => {
    const question = questions.find((q) => q.fact === name);
    const answer = question && answers[question.id];
    if (question?.kind === 'contact') return answer?.kind === 'contact' && answer.reach.trim() !== '' ? 'yes' : 'no';
    return answer?.kind === 'choice' && ['yes', 'no', 'unsure'].includes(answer.choice) ? answer.choice : 'unsure';
  };
  return { ongoing: fact('ongoing'), reachable: fact('reachable') };
}

/** The answers of one compartment; null when there are none. */
export function answersOf(
  questions: readonly Question[],
  answers: Answers,
  compartment: Question['compartment'],
): Answers | null {
  const inside = questions.filter((q) => q.compartment === compartment).map((q) => q.id);
  const entries = Object.entries(answers).filter(([id]) => inside.includes(id));
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
