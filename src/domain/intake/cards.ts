import type { Gathering } from '../procedure/gathering.ts';
import type { Procedure, Question, Step, StepKind } from '../procedure/procedure.ts';
import type { TakenChannel } from './taken.ts';

/** What a card is for. Those that are a step of the procedure too are recorded as such (`StepTaken`). */
export type CardKind =
  | 'quiet-place'
  | 'safety'
  | 'team'
  | 'words'
  | 'account'
  | 'question'
  | 'could-tell'
  | 'unasked'
  | 'needs'
  | 'trusted-person'
  | 'crisis-card'
  | 'identity'
  | 'triage'
  | 'read-back';

/** One thing at a time, as whoever takes a report sees it. */
export interface Card {
  /** The kind, or `q.` and the question's id. */
  readonly id: string;
  readonly kind: CardKind;
  /** The procedure's steps whose words stand on it; none where the file is silent and the card is our default. */
  readonly steps: readonly Step[];
  readonly questions: readonly Question[];
  /** The form's question that this card asks already: its option is chosen with the step, and nobody is asked twice. */
  readonly asksAlso: Question | null;
}

const has = (question: Question, ...rows: readonly string[]): boolean =>
  rows.some((row) => question.rows.includes(row));

/** The questions of the form, each by the card that asks it. Found by kind and by the rows they answer, never by name of a file. */
function sorted(questions: readonly Question[]) {
  const account =
    questions.find((q) => q.kind === 'long-text' && q.required && q.compartment === 'account') ??
    questions.find((q) => q.kind === 'long-text' && q.asks.includes('reporter'));
  const fears = questions.filter((q) => has(q, 'FLD-14', 'INT-12') && q.kind !== 'contact' && q !== account);
  const tells = fears.find(({ id }) => id === 'could-tell');
  const placed = {
    account: account === undefined ? [] : [account],
    team: questions.filter((q) => q.kind === 'team'),
    contact: questions.filter((q) => q.kind === 'contact'),
    unasked: questions.filter((q) => has(q, 'INT-13') && q.kind === 'long-text').slice(0, 1),
    safe: questions.filter((q) => q.kind === 'choice' && q.options.some(({ crisis }) => crisis)).slice(0, 1),
    couldTell: tells === undefined ? [] : [tells],
    worry: fears.filter((q) => q !== tells),
    needs: questions.filter((q) => q.kind === 'choices' && (q.id === 'needs' || has(q, 'INT-21', 'INT-23'))),
  };
  const all = new Set<Question>(Object.values(placed).flat());
  return { ...placed, rest: questions.filter((q) => !all.has(q)) };
}

/**
 * [Note: The order of the cards]
 * The procedure's steps in their order, with three things fixed: a quiet place is offered first and safety asked before
 * anything is told (INT-02, INT-05); who must not see it is asked before a word is kept; how soon somebody has to act
 * stands at the end (IMM-01). Safety, urgency and the place for what was said unasked are there even where a file is
 * silent. By phone nobody is led to a room. Files are no part of it: who told it adds them with their words.
 */
export function cardsOf(
  { questions, intake: { steps } }: Pick<Procedure, 'questions' | 'intake'>,
  gathering: Gathering,
  channel: TakenChannel,
): readonly Card[] {
  const asked = sorted(questions.filter((q) => q.gatherings.includes(gathering) && q.kind !== 'files'));
  const of = (...kinds: readonly StepKind[]): readonly Step[] => steps.filter(({ kind }) => kinds.includes(kind));
  const card = (kind: CardKind, more: Partial<Card> = {}): Card => ({
    id: kind,
    kind,
    steps: steps.filter((step) => step.kind === kind),
    questions: [],
    asksAlso: null,
    ...more,
  });
  const when = (there: boolean, ...cards: readonly Card[]): readonly Card[] => (there ? cards : []);

  const place = of('quiet-place').filter(({ room }) => channel === 'in-person' || room === undefined);
  const fear = of('could-tell').length > 0 || asked.couldTell.length > 0;
  const rest = [...asked.rest, ...(fear ? [] : asked.worry)].toSorted(
    (a, b) => questions.indexOf(a) - questions.indexOf(b),
  );
  const middle: Readonly<Record<'questions' | 'could-tell' | 'identity' | 'needs' | 'unasked', readonly Card[]>> = {
    questions: rest.map((q) => card('question', { id: `q.${q.id}`, steps: of('questions'), questions: [q] })),
    'could-tell': when(fear, card('could-tell', { questions: asked.worry, asksAlso: asked.couldTell[0] ?? null })),
    identity: when(
      of('anonymous', 'contact').length + asked.contact.length > 0,
      card('identity', { steps: of('anonymous', 'contact'), questions: asked.contact }),
    ),
    needs: when(
      of('needs').length + asked.needs.length > 0,
      // Water and a room are of no use to somebody far away: there the form's own options are asked.
      card('needs', { questions: gathering === 'online' ? asked.needs : [] }),
    ),
    unasked: [card('unasked', { questions: asked.unasked })],
  };
  const inOrder = steps.flatMap(({ kind }): readonly Card[] => {
    switch (kind) {
      case 'questions':
      case 'could-tell':
      case 'needs':
      case 'unasked':
        return middle[kind];
      case 'contact':
        return middle.identity;
      case 'anonymous':
        return of('contact').length > 0 ? [] : middle.identity;
      case 'trusted-person':
      case 'crisis-card':
        return [card(kind)];
      case 'quiet-place':
      case 'safety':
      case 'listen':
      case 'own-words':
      case 'triage':
      case 'reassure':
      case 'thank':
        return [];
    }
  });
  const all = [
    ...when(place.length > 0, card('quiet-place', { steps: place })),
    card('safety', { asksAlso: asked.safe[0] ?? null }),
    ...when(asked.team.length > 0, card('team', { questions: asked.team })),
    card('words'),
    card('account', { steps: of('listen', 'own-words'), questions: asked.account }),
    ...(of('questions').length > 0 ? [] : middle.questions),
    ...inOrder,
    ...Object.values(middle).flat(),
    card('triage'),
    card('read-back'),
  ];
  return all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at);
}

/** What the reporter is asked when the phone is theirs, in order, their account first (INT-09). */
export function theirQuestions(
  cards: readonly Card[],
  all: readonly Question[],
  gathering: Gathering,
): readonly Question[] {
  const account = cards.flatMap(({ kind, questions }) => (kind === 'account' ? questions : []));
  const asked = all.filter(
    (q) =>
      q.asks.includes('reporter') && q.gatherings.includes(gathering) && q.kind !== 'files' && !account.includes(q),
  );
  return [...account, ...asked];
}
