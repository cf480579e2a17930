import type { Question, StepKind } from '../procedure/procedure.ts';
import type { Answer, Answers } from './answers.ts';
import type { Card, CardKind } from './cards.ts';
import type { StepChoice, StepTaken, Taken, TakingForm } from './taken.ts';

/** What a step of these kinds asks; every other card asks only questions. */
const recorded: readonly CardKind[] = [
  'quiet-place',
  'safety',
  'could-tell',
  'unasked',
  'needs',
  'trusted-person',
  'crisis-card',
  'triage',
];

/** What was answered at the step of a card; everything empty where nothing was yet, or the card is no step. */
export function stepOf({ steps }: Pick<TakingForm, 'steps'>, card: Card): Pick<StepTaken, 'choice' | 'text'> {
  return steps.find(({ kind }) => kind === card.kind) ?? { choice: '', text: '' };
}

const alsoChosen: Partial<Record<StepChoice, string>> = { safe: 'yes', 'not-safe': 'no', unknown: 'unsure' };

/** The form with what was answered at a step, and with the answer to the question that this card asks already. */
export function withStep(
  form: TakingForm,
  card: Card,
  change: Partial<Pick<StepTaken, 'choice' | 'text'>>,
): TakingForm {
  if (!recorded.includes(card.kind)) return form;
  const step: StepTaken = {
    step: card.steps[0]?.id ?? card.kind,
    kind: card.kind as StepKind,
    ...stepOf(form, card),
    ...change,
  };
  const steps = [...form.steps.filter(({ kind }) => kind !== step.kind), step];
  const option = alsoChosen[step.choice] ?? step.choice;
  const also = card.asksAlso;
  if (change.choice === undefined || also === null || !also.options.some(({ id }) => id === option))
    return { ...form, steps };
  return { ...form, steps, answers: { ...form.answers, [also.id]: { kind: 'choice', choice: option, more: '' } } };
}

const textOf = (answer: Answer | undefined): string => (answer?.kind === 'text' ? answer.text : '');

/** The form with these answers in the place of the former ones; who typed the account is kept with it (INT-09, INT-10). */
export function withAnswers(
  form: TakingForm,
  { kind, questions }: Pick<Card, 'kind' | 'questions'>,
  answers: Answers,
  by: 'reporter' | 'staff',
): TakingForm {
  const ids = questions.map(({ id }) => id);
  const others = Object.entries(form.answers).filter(([id]) => !ids.includes(id));
  const next: TakingForm = { ...form, answers: { ...Object.fromEntries(others), ...answers } };
  if (kind !== 'account') return next;
  const said = (at: TakingForm): string => ids.map((id) => textOf(at.answers[id])).join('');
  if (said(form) === said(next)) return next;
  return { ...next, writtenBy: writers(form.writtenBy, by, said(form).trim() === '') };
}

const writers = (before: Taken['writtenBy'], by: 'reporter' | 'staff', empty: boolean): Taken['writtenBy'] =>
  empty || before === by ? by : 'both';

/** Something that still keeps it from being finished, and the card it is on. */
export interface Missing {
  readonly card: string;
  readonly what: 'account' | 'safety' | 'could-tell' | 'worry' | 'triage' | 'step';
}

const isAnswered = (answer: Answer | undefined): boolean =>
  answer !== undefined && (answer.kind !== 'choice' || answer.choice !== '' || answer.more.trim() !== '');

function missingAt(card: Card, form: TakingForm): Missing['what'] | null {
  const { choice, text } = stepOf(form, card);
  const required = card.steps.some((step) => step.required) && choice === '';
  switch (card.kind) {
    case 'safety':
    case 'triage':
      return choice === '' ? card.kind : null;
    case 'account':
      return card.questions.some(({ id }) => textOf(form.answers[id]).trim() !== '') ? null : 'account';
    case 'could-tell':
      if (choice === 'yes' && text.trim() === '' && !card.questions.some(({ id }) => isAnswered(form.answers[id])))
        return 'worry';
      return required ? 'could-tell' : null;
    case 'quiet-place':
    case 'needs':
    case 'trusted-person':
    case 'crisis-card':
      return required ? 'step' : null;
    case 'team':
    case 'words':
    case 'question':
    case 'unasked':
    case 'identity':
    case 'read-back':
      return null;
  }
}

/**
 * What still keeps it from being finished, in the order of the cards: whether they are safe, their account, how soon
 * somebody has to act, what the procedure requires, and what would keep them safe where they could be recognised
 * (INT-05, INT-12, IMM-01). No question of the form ever does.
 */
export function missingIn(cards: readonly Card[], form: TakingForm): readonly Missing[] {
  return cards.flatMap((card) => {
    const what = missingAt(card, form);
    return what === null ? [] : [{ card: card.id, what }];
  });
}

/** The card to show: the first at first, then the one that is open; where that is gone, the first that lacks something. */
export function openCard(cards: readonly Card[], form: TakingForm): number {
  const at = form.card === '' ? 0 : cards.findIndex(({ id }) => id === form.card);
  if (at >= 0) return at;
  const first = missingIn(cards, form)[0]?.card ?? 'read-back';
  return Math.max(
    0,
    cards.findIndex(({ id }) => id === first),
  );
}

/**
 * FLD-03: "it happened just now", as an answer to a question of kind `when`. `words`: the time of the report, and that it
 * was taken from there. Null where the question has no option that holds such a day.
 */
export function justNow({ kind, options }: Pick<Question, 'kind' | 'options'>, words: string): Answer | null {
  const choice = ['now', 'today'].find((id) => options.some((option) => option.id === id));
  return kind !== 'when' || choice === undefined ? null : { kind: 'choice', choice, more: words };
}
