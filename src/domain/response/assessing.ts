import type { Answer, Answers } from '../intake/answers.ts';
import type { StepTaken } from '../intake/taken.ts';
import type { Question } from '../procedure/procedure.ts';
import { sheetParts, type Assessed, type SheetPart } from './bodies.ts';

type Asked = Pick<Question, 'id' | 'rows' | 'options'>;
/** A step of taking a report, as it went; none where nobody took it down. */
type Went = Pick<StepTaken, 'kind' | 'choice' | 'text'>;

/** How sure an answer is: `no` where nobody said so. */
export type Sure = 'yes' | 'unsure' | 'no';

/** What the answers say of fear (FLD-14) and of being recognised (INT-12). `words`: in their own, or `''`. */
export interface Fears {
  readonly worry: Sure;
  readonly couldTell: Sure;
  readonly words: string;
}

/** The question, and the step, whether the other person can tell who told; it shares its row with what it leads to. */
const couldTell = 'could-tell';

const chosenIn = (answer: Answer | undefined): string => (answer?.kind === 'choice' ? answer.choice : '');

function sureOf(choices: readonly string[]): Sure {
  // A little is enough to plan before anybody is spoken to.
  if (choices.includes('yes') || choices.includes('little')) return 'yes';
  return choices.includes('unsure') ? 'unsure' : 'no';
}

/**
 * `questions`: those that were answered, of whichever procedure; they are found by the rows they answer. What staff were
 * told at a step of taking it counts as well.
 */
export function fearsIn(questions: readonly Asked[], answers: Answers, steps: readonly Went[] = []): Fears {
  const about = questions.filter(({ rows }) => rows.includes('FLD-14') || rows.includes('INT-12'));
  const worries = about.filter(({ id }) => id !== couldTell);
  const chosen = (asked: readonly Asked[]): readonly string[] => asked.map(({ id }) => chosenIn(answers[id]));
  const words = worries.flatMap(({ id }) => {
    const answer = answers[id];
    if (answer?.kind === 'choice') return [answer.more];
    return answer?.kind === 'text' ? [answer.text] : [];
  });
  const asked = steps.filter(({ kind }) => kind === couldTell);
  const told = about.filter(({ id }) => id === couldTell);
  return {
    worry: sureOf(chosen(worries)),
    couldTell: sureOf([...chosen(told), ...asked.map(({ choice }) => choice)]),
    words: [...words, ...asked.map(({ text }) => text)].filter((text) => text.trim() !== '').join('\n'),
  };
}

/** Whether the hold on contact is offered before anybody asks for it (FLD-14, INT-12). */
export function offersHold({ worry, couldTell: told }: Fears): boolean {
  return worry !== 'no' || told === 'yes';
}

/**
 * Whether somebody chose an answer that stands for danger, as "no" to being safe (INT-05, IMM-03), or staff who took it
 * were told so, or could not tell.
 */
export function isUnsafe(questions: readonly Asked[], answers: Answers, steps: readonly Went[] = []): boolean {
  if (steps.some(({ kind, choice }) => kind === 'safety' && (choice === 'not-safe' || choice === 'unknown')))
    return true;
  return questions.some(({ id, options }) =>
    options.some((option) => option.crisis && option.id === chosenIn(answers[id])),
  );
}

/** Where impact and risk meet. What the field does there is orientation, no verdict. */
export interface Corner {
  readonly impact: 'low' | 'high';
  readonly risk: 'low' | 'high';
}

/** Null until both are judged. */
export function cornerOf({ impact, risk }: Pick<Assessed, 'impact' | 'risk'>): Corner | null {
  return impact === '' || risk === '' ? null : { impact, risk };
}

/** How many questions of a part were answered, and how many of them with yes. */
export function sheetCount(
  part: SheetPart,
  answers: Assessed['answers'],
): { readonly asked: number; readonly answered: number; readonly yes: number } {
  const given = sheetParts[part].flatMap((id: string) => answers[id] ?? []);
  return { asked: sheetParts[part].length, answered: given.length, yes: given.filter((one) => one === 'yes').length };
}

/**
 * When the first person answered, ms; null while nobody has (IMM-02). A message of the server's own does not count: only
 * what a member wrote to the reporter.
 */
export function firstWord(
  entries: readonly { readonly kind: string; readonly at: number; readonly who: { readonly is: string } }[],
): number | null {
  const written = entries.filter(({ kind, who }) => kind === 'said-to-reporter' && who.is === 'member');
  return written.length === 0 ? null : Math.min(...written.map(({ at }) => at));
}
