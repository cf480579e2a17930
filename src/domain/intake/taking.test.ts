import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Gathering } from '../procedure/gathering.ts';
import type { Procedure, Question } from '../procedure/procedure.ts';
import { readProcedure } from '../procedure/read.ts';
import { sound } from '../promises/sound.ts';
import type { Answers } from './answers.ts';
import { cardsOf, theirQuestions, type Card } from './cards.ts';
import { isBlank, type TakenChannel, type TakingForm } from './taken.ts';
import { justNow, missingIn, openCard, stepOf, withAnswers, withStep } from './taking.ts';

const shipped = ['boston-python', 'pycon-us', 'pycon-us-2013', 'pycon-us-2018', 'pyladiescon'];
const files = [
  ...shipped.map((id) => `procedures/${id}/procedure.yaml`),
  ...['meet-up', 'two-steps'].map((id) => `test/fixtures/${id}/procedure.yaml`),
];

function read(file: string): Procedure {
  const found = readProcedure(readFileSync(file, 'utf8'), '0'.repeat(64), sound);
  if ('problems' in found) throw new Error(`${file}: ${JSON.stringify(found.problems)}`);
  return found.procedure;
}

const channels: readonly TakenChannel[] = ['in-person', 'phone'];
const everywhere = files.flatMap((file) => {
  const procedure = read(file);
  return procedure.gatherings.flatMap((gathering) =>
    channels.map((channel) => ({ file, procedure, gathering, channel, cards: cardsOf(procedure, gathering, channel) })),
  );
});
const at2018 = read('procedures/pycon-us-2018/procedure.yaml');
const cards2018 = cardsOf(at2018, 'in-person', 'in-person');

const begun: TakingForm = {
  v: 1,
  edition: 'pyharbor-2027',
  procedure: { id: 'p', version: '1', digest: '' },
  channel: 'in-person',
  language: 'en',
  began: 0,
  card: '',
  answers: {},
  steps: [],
  notes: '',
  hands: [],
  handsElse: '',
  writtenBy: 'staff',
  continues: '',
};

const cardOf = (cards: readonly Card[], id: string): Card => {
  const found = cards.find((card) => card.id === id);
  if (found === undefined) throw new Error(`no card ${id} among ${cards.map((card) => card.id).join(' ')}`);
  return found;
};
const account = (cards: readonly Card[]): Question => {
  const found = cardOf(cards, 'account').questions[0];
  if (found === undefined) throw new Error('no account');
  return found;
};
const told = (form: TakingForm, cards: readonly Card[], text: string, by: 'staff' | 'reporter' = 'staff'): TakingForm =>
  withAnswers(form, cardOf(cards, 'account'), { [account(cards).id]: { kind: 'text', text } }, by);
const whats = (cards: readonly Card[], form: TakingForm): readonly string[] =>
  missingIn(cards, form).map(({ what }) => what);

describe.each(everywhere)('$file at $gathering, told $channel', ({ procedure, gathering, channel, cards }) => {
  const ids = cards.map(({ id }) => id);
  const before = (one: string, other: string): boolean => ids.indexOf(one) < ids.indexOf(other);

  test('each card is there once, and the first asks for a quiet place or for their safety', () => {
    expect(new Set(ids).size).toBe(ids.length);
    const place = procedure.intake.steps.find(({ kind }) => kind === 'quiet-place');
    const offered = place !== undefined && (channel === 'in-person' || place.room === undefined);
    expect(ids.slice(0, 2)).toEqual(offered ? ['quiet-place', 'safety'] : ['safety', ids[1]]);
  });

  test('safety and who must not see it come before the words, the words before the account, urgency at the end', () => {
    expect(ids.includes('team')).toBe(procedure.questions.some(({ kind }) => kind === 'team'));
    if (ids.includes('team')) expect(ids[ids.indexOf('safety') + 1]).toBe('team');
    expect(ids[ids.indexOf('words') + 1]).toBe('account');
    expect(before('safety', 'words')).toBe(true);
    expect(ids.slice(-2)).toEqual(['triage', 'read-back']);
  });

  test('every step of the procedure stands on a card, except those that are said after it is finished', () => {
    const shown = new Set(cards.flatMap(({ steps }) => steps));
    const left = procedure.intake.steps.filter((step) => !shown.has(step)).map(({ kind }) => kind);
    const byPhone = channel === 'phone' ? ['quiet-place'] : [];
    expect(left.filter((kind) => !['reassure', 'thank', ...byPhone].includes(kind))).toEqual([]);
  });

  test('every question of the form is asked once, by a card of its own or by the step that asks the same', () => {
    const here = procedure.questions.filter((q) => q.gatherings.includes(gathering) && q.kind !== 'files');
    const needs = here.filter(({ id }) => id === 'needs' && gathering !== 'online');
    const asked = cards.flatMap(({ questions, asksAlso }) => [...questions, ...(asksAlso === null ? [] : [asksAlso])]);
    expect(asked.map(({ id }) => id).toSorted()).toEqual(
      here
        .filter((q) => !needs.includes(q))
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  test('what was said without being asked has its own card and is never asked of the reporter', () => {
    expect(ids).toContain('unasked');
    expect(theirQuestions(cards, procedure.questions, gathering).some(({ rows }) => rows.includes('INT-13'))).toBe(
      false,
    );
  });

  test('the reporter writes their account first when the phone is theirs', () => {
    const theirs = theirQuestions(cards, procedure.questions, gathering);
    expect(theirs[0]).toBe(account(cards));
    expect(new Set(theirs).size).toBe(theirs.length);
  });

  test('an empty one lacks safety, the account and urgency, each on its card; with them it can be finished', () => {
    for (const what of ['safety', 'account', 'triage'] as const)
      expect(missingIn(cards, begun)).toContainEqual({ card: what, what });
    const required = cards.find((card) => card.id === 'could-tell');
    let form = withStep(begun, cardOf(cards, 'safety'), { choice: 'safe' });
    form = told(form, cards, 'He asked whose assistant I was.');
    form = withStep(form, cardOf(cards, 'triage'), { choice: 'can-wait' });
    if (required !== undefined) form = withStep(form, required, { choice: 'no' });
    expect(missingIn(cards, form)).toEqual([]);
  });
});

test('steps stand in the order of the file', () => {
  const kinds = cards2018.map(({ id }) => id).filter((id) => !id.startsWith('q.'));
  expect(kinds).toEqual([
    'quiet-place',
    'safety',
    'team',
    'words',
    'account',
    'could-tell',
    'unasked',
    'needs',
    'trusted-person',
    'crisis-card',
    'identity',
    'triage',
    'read-back',
  ]);
});

describe('could they tell who told?', () => {
  const card = cardOf(cards2018, 'could-tell');
  const form = withStep(
    withStep(told(begun, cards2018, 'He explained what a function is.'), cardOf(cards2018, 'safety'), {
      choice: 'safe',
    }),
    cardOf(cards2018, 'triage'),
    { choice: 'can-wait' },
  );

  test('yes without an answer about their own safety cannot be finished', () => {
    expect(missingIn(cards2018, withStep(form, card, { choice: 'yes' }))).toEqual([
      { card: 'could-tell', what: 'worry' },
    ]);
  });
  test('yes with such an answer can', () => {
    const worried: Answers = { worry: { kind: 'choice', choice: 'yes', more: 'I am the only one who walked off' } };
    const answered = withAnswers(withStep(form, card, { choice: 'yes' }), card, worried, 'staff');
    expect(missingIn(cards2018, answered)).toEqual([]);
  });
  test('yes with what would keep them safe, in words, can', () => {
    expect(missingIn(cards2018, withStep(form, card, { choice: 'yes', text: 'Speak with him next week' }))).toEqual([]);
  });
  test('no, and not sure, ask nothing more', () => {
    expect(whats(cards2018, withStep(form, card, { choice: 'no' }))).toEqual([]);
    expect(whats(cards2018, withStep(form, card, { choice: 'unsure' }))).toEqual([]);
  });
  test('what is noted at it leaves the answer in the form as they gave it', () => {
    const theirs: Answers = { 'could-tell': { kind: 'choice', choice: 'unsure', more: '' } };
    const asked = { kind: 'question', questions: at2018.questions.filter(({ id }) => id === 'could-tell') } as const;
    const answered = withAnswers(withStep(form, card, { choice: 'yes' }), asked, theirs, 'reporter');
    expect(withStep(answered, card, { text: 'Next week' }).answers).toMatchObject(theirs);
  });
  test('the form has the same answer, and nobody is asked twice', () => {
    const tellable = withStep(form, card, { choice: 'yes' });
    expect(tellable.answers['could-tell']).toEqual({ kind: 'choice', choice: 'yes', more: '' });
    expect(cards2018.some(({ id }) => id === 'q.could-tell' || id === 'q.worry')).toBe(false);
  });
});

test.each([
  ['safe', 'yes'],
  ['not-safe', 'no'],
  ['unknown', 'unsure'],
] as const)('being %s is the answer %s to the question of the form', (choice, chosen) => {
  const form = withStep(begun, cardOf(cards2018, 'safety'), { choice });
  expect(form.answers['safe']).toEqual({ kind: 'choice', choice: chosen, more: '' });
  expect(form.steps).toEqual([{ step: 'safety', kind: 'safety', choice, text: '' }]);
});

test('a step that is answered again is recorded once, and what was noted at it stays', () => {
  const card = cardOf(cards2018, 'trusted-person');
  const form = withStep(withStep(begun, card, { choice: 'yes', text: 'Mei, at the desk' }), card, {
    choice: 'declined',
  });
  expect(form.steps.map(({ choice, text }) => [choice, text])).toEqual([['declined', 'Mei, at the desk']]);
  expect(stepOf(form, card)).toMatchObject({ choice: 'declined' });
});

describe('who wrote the account', () => {
  test('whoever typed it, or both', () => {
    const theirs = told(begun, cards2018, 'I was there', 'reporter');
    expect(theirs.writtenBy).toBe('reporter');
    expect(told(theirs, cards2018, 'I was there alone', 'staff').writtenBy).toBe('both');
    const staff = told(begun, cards2018, 'She says she was there');
    expect(staff.writtenBy).toBe('staff');
    expect(told(staff, cards2018, 'I was there', 'reporter').writtenBy).toBe('both');
  });
  test('reading it back changes nothing', () => {
    const theirs = told(begun, cards2018, 'I was there', 'reporter');
    expect(told(theirs, cards2018, 'I was there', 'staff').writtenBy).toBe('reporter');
  });
});

test('an answer that is emptied is gone', () => {
  const card = cardOf(cards2018, 'q.where');
  const form = withAnswers(begun, card, { where: { kind: 'choice', choice: 'room', more: 'D' } }, 'staff');
  expect(withAnswers(form, card, {}, 'staff').answers).toEqual({});
});

test('the first card opens first, then the one that was left; one that is gone opens the first that lacks something', () => {
  expect(openCard(cards2018, begun)).toBe(0);
  expect(openCard(cards2018, { ...begun, card: 'q.where' })).toBe(cards2018.findIndex(({ id }) => id === 'q.where'));
  expect(openCard(cards2018, { ...begun, card: 'q.gone' })).toBe(1);
  const safe = withStep(begun, cardOf(cards2018, 'safety'), { choice: 'safe' });
  expect(cards2018[openCard(cards2018, { ...safe, card: 'q.gone' })]?.id).toBe('account');
});

test('only one in which nothing is written can be thrown away', () => {
  expect(isBlank(begun)).toBe(true);
  expect(isBlank(withStep(begun, cardOf(cards2018, 'quiet-place'), { choice: 'skipped' }))).toBe(true);
  expect(isBlank(withStep(begun, cardOf(cards2018, 'safety'), { choice: 'not-safe' }))).toBe(false);
  expect(isBlank({ ...begun, notes: 'orange lanyard' })).toBe(false);
  expect(isBlank(told(begun, cards2018, 'x'))).toBe(false);
});

test('just now is today with the time of the report, and where the form has it, just now (FLD-03)', () => {
  const when = (procedure: Procedure): Question => {
    const found = procedure.questions.find(({ kind }) => kind === 'when');
    if (found === undefined) throw new Error('no when');
    return found;
  };
  const words = '11:20, the time of the report';
  expect(justNow(when(at2018), words)).toEqual({ kind: 'choice', choice: 'today', more: words });
  expect(justNow(when(read('procedures/pycon-us-2013/procedure.yaml')), words)).toMatchObject({
    choice: 'now',
    more: words,
  });
  expect(justNow({ kind: 'when', options: [] }, words)).toBeNull();
});

/** Taps of somebody who takes down the one-to-one remark at the mentoring desk (in person, no name). */
function tapsAt({ kind, questions }: Card): number {
  const answered: Readonly<Record<string, number>> = {
    // a choice; a choice and its line; a field
    'told-by': 1,
    when: 1,
    where: 2,
    who: 1,
  };
  const forward = 1;
  switch (kind) {
    case 'quiet-place':
    case 'safety':
    case 'trusted-person':
    case 'crisis-card':
    case 'triage':
    case 'words':
      return 1; // The answer is the way on.
    case 'team':
    case 'needs':
    case 'read-back':
      return forward;
    case 'account':
      return 1 + 1 + forward; // Their words, my notes.
    case 'question':
      return (answered[questions[0]?.id ?? ''] ?? 0) + forward;
    case 'could-tell':
      return 1 + 2 + forward; // Yes; what worries them, with a line.
    case 'unasked':
      return 1 + 1 + forward; // Opened, written.
    case 'identity':
      return 1 + forward; // Without a name.
  }
}

test('the remark at the mentoring desk is taken with at most 40 taps', () => {
  const receipt = 2;
  const taps = cards2018.reduce((sum, card) => sum + tapsAt(card), 0) + receipt;
  expect(taps).toBeGreaterThan(cards2018.length);
  expect(taps).toBeLessThanOrEqual(40);
});

test('by phone nobody is led to a room, but a private call is offered', () => {
  const firstBy = (file: string, gathering: Gathering): string | undefined =>
    cardsOf(read(file), gathering, 'phone')[0]?.id;
  expect(firstBy('procedures/pycon-us-2018/procedure.yaml', 'in-person')).toBe('safety');
  expect(firstBy('procedures/pyladiescon/procedure.yaml', 'online')).toBe('quiet-place');
});
