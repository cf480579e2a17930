import type { Question } from '../procedure/procedure.ts';
import type { Answers } from './answers.ts';
import type { StepTaken } from './taken.ts';

/** What a report holds that staff took down, by whose it is: three texts that never mix (INT-10, INT-13). */
export interface Blocks {
  /** What they told. */
  readonly theirs: Answers;
  /** Answers to what only staff are asked: remarks, as their notes are. */
  readonly remarks: Answers;
  /** Said without being asked: answers, and texts of steps. */
  readonly unasked: Answers;
  readonly unaskedSaid: readonly string[];
}

/** The row of what nobody asks for. */
const unaskedRow = 'INT-13';

/** `questions`: those of the version it was taken under. An answer to none of them is theirs: nothing is dropped. */
export function blocksIn(
  questions: readonly Pick<Question, 'id' | 'rows' | 'asks'>[],
  answers: Answers,
  steps: readonly Pick<StepTaken, 'kind' | 'text'>[],
): Blocks {
  const blockOf = (id: string): 'theirs' | 'remarks' | 'unasked' => {
    const question = questions.find((one) => one.id === id);
    if (question?.rows.includes(unaskedRow)) return 'unasked';
    return question?.asks.length === 1 && question.asks.includes('staff') ? 'remarks' : 'theirs';
  };
  const of = (block: ReturnType<typeof blockOf>): Answers =>
    Object.fromEntries(Object.entries(answers).filter(([id]) => blockOf(id) === block));
  return {
    theirs: of('theirs'),
    remarks: of('remarks'),
    unasked: of('unasked'),
    unaskedSaid: steps.flatMap(({ kind, text }) => (kind === 'unasked' && text.trim() !== '' ? [text] : [])),
  };
}
