import { describe, expect, test } from 'vitest';
import type { Need } from '../procedure/response.ts';
import {
  endingsFor,
  endOf,
  isNone,
  missingCarriedOut,
  missingConsequence,
  missingRuling,
  stateOf,
  type Consequence,
} from './deciding.ts';

const ruling = {
  verdict: 'violation',
  rule: 'No unwelcome remarks',
  reasons: 'Two people heard it.',
  follows: false,
} as const;

describe('a resolution', () => {
  test('has a verdict with its reasons, and the rule where one was broken (DEC-01)', () => {
    expect(missingRuling(ruling, true)).toEqual([]);
    expect(missingRuling({ ...ruling, reasons: ' ' }, true)).toEqual(['reasons']);
    expect(missingRuling({ ...ruling, rule: '' }, true)).toEqual(['rule']);
    expect(missingRuling({ ...ruling, verdict: 'no-violation', rule: '' }, true)).toEqual([]);
    expect(missingRuling({ ...ruling, verdict: '' }, true)).toEqual(['verdict']);
  });
  test('of a welfare concern has nobody who is reported (RPT-02)', () => {
    const welfare = { ...ruling, verdict: 'welfare', rule: '' } as const;
    expect(missingRuling(welfare, false)).toEqual([]);
    expect(missingRuling(welfare, true)).toEqual(['reported']);
  });
  test('has no consequence where there was no violation, and may where it stayed unclear (RSP-01)', () => {
    expect(isNone({ verdict: 'no-violation', follows: true })).toBe(true);
    expect(isNone({ verdict: 'unclear', follows: true })).toBe(false);
    expect(isNone({ verdict: 'unclear', follows: false })).toBe(true);
    expect(isNone({ verdict: 'violation', follows: false })).toBe(false);
  });
});

const one: Consequence = {
  response: 'warning',
  text: '',
  person: 'viktor',
  protects: '',
  data: {},
  ends: 'once',
  until: null,
  owner: 'marcus',
  due: 5,
};
const lacks = (changes: Partial<Consequence>, needs: readonly Need[] | null = [], dueRequired = false) =>
  missingConsequence({ ...one, ...changes }, needs === null ? null : { needs }, { dueRequired, now: 100 });

describe('a consequence', () => {
  test('has exactly what its response needs, and its answer later', () => {
    expect(lacks({}, ['medium', 'wording', 'next-step'])).toEqual(['medium', 'wording', 'next-step']);
    expect(lacks({ data: { organisation: 'the club' } }, ['organisation', 'its-answer'])).toEqual([]);
    expect(lacks({ ends: 'event-end' }, ['protected-person', 'until'])).toEqual(['protected-person']);
  });
  test('that keeps somebody away from somebody says whom it binds; one about a thing need not', () => {
    const away = { person: '', protects: 'solene', ends: 'event-end' } as const;
    expect(lacks(away, ['protected-person', 'until'])).toEqual(['person']);
    expect(lacks({ person: '', ends: 'never', data: { register: 'out' } }, ['register'])).toEqual(['person']);
    expect(lacks({ person: '' }, ['medium'])).toEqual(['medium']);
  });
  test('of the team’s own is said in words, and else behaves like the listed ones (DEC-02)', () => {
    expect(lacks({ response: '' }, null)).toEqual(['text']);
    expect(lacks({ response: '', text: 'a seat elsewhere', owner: '' }, null)).toEqual(['owner']);
  });
  test('has one owner, and a time where the procedure asks for it (MTG-07, MTG-08)', () => {
    expect(lacks({ owner: '' })).toEqual(['owner']);
    expect(lacks({ due: null })).toEqual([]);
    expect(lacks({ due: null }, [], true)).toEqual(['due']);
  });
  test('that lasts says until when: for the register a day, or for good', () => {
    expect(endingsFor(['until', 'register'])).toEqual(['date', 'never']);
    expect(endingsFor(['systems', 'register'])).toEqual(['never', 'date']);
    expect(lacks({ ends: 'once' }, ['until'])).toEqual(['until']);
    expect(lacks({ ends: 'date', until: null }, ['until'])).toEqual(['date']);
    expect(lacks({ ends: 'date', until: 99 }, ['until'])).toEqual(['past']);
    expect(endOf({ ends: 'event-end', until: null }, 7)).toBe(7);
    expect(endOf({ ends: 'never', until: null }, 7)).toBeNull();
  });
  test('that pays a grant back without the condition says why all the same (RSP-11)', () => {
    const needs: readonly Need[] = ['condition-existed'];
    expect(lacks({ data: { 'condition-existed': 'no' } }, needs)).toEqual(['condition-reason']);
    expect(lacks({ data: { 'condition-existed': 'no' }, text: 'the funder asks for it' }, needs)).toEqual([]);
    expect(lacks({ data: { 'condition-existed': 'yes' } }, needs)).toEqual([]);
  });
});

describe('carrying out', () => {
  const done = { text: 'Told her at the desk.', ticked: ['chat'], systems: ['chat'], answer: '', accountOpen: false };
  test('ends every access, and an account here first (RSP-09)', () => {
    expect(missingCarriedOut(['systems'], done)).toEqual([]);
    expect(missingCarriedOut(['systems'], { ...done, ticked: [] })).toEqual(['systems']);
    expect(missingCarriedOut(['systems'], { ...done, accountOpen: true })).toEqual(['suspended']);
  });
  test('of a membership waits for the organisation’s own answer (RSP-14)', () => {
    expect(missingCarriedOut(['its-answer'], { ...done, text: '' })).toEqual(['answer', 'text']);
    expect(missingCarriedOut(['its-answer'], { ...done, answer: 'They keep him.' })).toEqual([]);
  });
});

test('what has ended waits for a look, and ends by nothing else (RSP-10)', () => {
  const open = { until: 50, carriedOut: null, lifted: null, reviewed: null };
  expect(stateOf(open, 40)).toBe('planned');
  expect(stateOf({ ...open, carriedOut: {} }, 40)).toBe('carried-out');
  expect(stateOf({ ...open, carriedOut: {} }, 60)).toBe('to-review');
  expect(stateOf({ ...open, reviewed: { outcome: 'longer' } }, 60)).toBe('longer');
  expect(stateOf({ ...open, reviewed: { outcome: 'ended' } }, 60)).toBe('ended');
  expect(stateOf({ ...open, lifted: {} }, 60)).toBe('lifted');
});
