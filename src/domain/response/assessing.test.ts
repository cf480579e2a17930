import { describe, expect, test } from 'vitest';
import type { Answers } from '../intake/answers.ts';
import type { StepChoice } from '../intake/taken.ts';
import type { Option } from '../procedure/procedure.ts';
import { cornerOf, fearsIn, firstWord, isUnsafe, offersHold, sheetCount } from './assessing.ts';

const option = (id: string, crisis = false): Option => ({ id, crisis, label: { en: id } });
const asked = (id: string, rows: readonly string[], options: readonly Option[] = []) => ({ id, rows, options });
const chose = (choice: string, more = ''): Answers[string] => ({ kind: 'choice', choice, more });

describe('fear, in what was told', () => {
  const worry = asked('what-could-follow', ['FLD-14']);
  const both = [asked('could-tell', ['INT-12']), asked('worry', ['INT-12'])];

  test('given a question of the row, its answer is found whatever the question is called', () => {
    const fears = fearsIn([worry], { 'what-could-follow': chose('yes', 'he is my manager') });
    expect(fears).toEqual({ worry: 'yes', couldTell: 'no', words: 'he is my manager' });
    expect(fearsIn([asked('what-could-follow', ['FLD-13'])], { 'what-could-follow': chose('yes') }).worry).toBe('no');
  });

  test.each([
    ['yes', true],
    ['little', true],
    ['unsure', true],
    ['no', false],
    ['', false],
  ])('given the answer is "%s", offering the hold is %s', (choice, offered) => {
    expect(offersHold(fearsIn([worry], { 'what-could-follow': chose(choice) }))).toBe(offered);
  });

  test('given the other person could tell, the hold is offered although nobody says they worry', () => {
    const fears = fearsIn(both, { 'could-tell': chose('yes'), worry: chose('no') });
    expect(fears).toEqual({ worry: 'no', couldTell: 'yes', words: '' });
    expect(offersHold(fears)).toBe(true);
  });

  test('given somebody worries, nothing is said of being recognised', () => {
    expect(fearsIn(both, { worry: chose('yes') }).couldTell).toBe('no');
    expect(offersHold(fearsIn(both, { 'could-tell': chose('unsure') }))).toBe(false);
  });

  test('given staff asked whether they could be recognised, that answer and its words count as well', () => {
    const step = (choice: StepChoice, text = '') => ({ kind: 'could-tell', choice, text }) as const;
    const fears = fearsIn(both, {}, [step('yes', 'we share an office')]);
    expect(fears).toEqual({ worry: 'no', couldTell: 'yes', words: 'we share an office' });
    expect(offersHold(fears)).toBe(true);
    expect(fearsIn(both, {}, [step('unsure')]).couldTell).toBe('unsure');
    expect(fearsIn(both, {}, [{ kind: 'quiet-place', choice: 'yes', text: 'room 23' }])).toEqual(fearsIn(both, {}));
  });

  test('given nothing was answered, there is no fear', () => {
    expect(offersHold(fearsIn(both, {}))).toBe(false);
  });
});

test('given an answer that stands for danger, somebody is not safe; with any other they may be', () => {
  const safe = [asked('safe', ['INT-05'], [option('yes'), option('no', true), option('unsure', true)])];
  expect(['yes', 'no', 'unsure', ''].map((choice) => isUnsafe(safe, { safe: chose(choice) }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('given staff were told that somebody is not safe, or could not tell, they may be in danger', () => {
  const step = (choice: StepChoice) => [{ kind: 'safety', choice, text: '' } as const];
  const choices: readonly StepChoice[] = ['not-safe', 'unknown', 'safe', ''];
  expect(choices.map((choice) => isUnsafe([], {}, step(choice)))).toEqual([true, true, false, false]);
});

test('given impact and risk, they meet in one of four corners; with one alone in none', () => {
  expect(cornerOf({ impact: 'high', risk: 'low' })).toEqual({ impact: 'high', risk: 'low' });
  expect(cornerOf({ impact: '', risk: 'low' })).toBeNull();
  expect(cornerOf({ impact: 'high', risk: '' })).toBeNull();
});

test('given a sheet that is half filled in, each part says how far it is', () => {
  const answers = { public: 'yes', leader: 'no', repeats: 'yes', harassment: 'unsure' } as const;
  expect(sheetCount('impact', answers)).toEqual({ asked: 4, answered: 2, yes: 1 });
  expect(sheetCount('risk', answers)).toEqual({ asked: 6, answered: 2, yes: 1 });
  expect(sheetCount('scope', answers)).toEqual({ asked: 3, answered: 0, yes: 0 });
});

describe('the first answer of a person', () => {
  const said = (kind: string, at: number, is: string) => ({ kind, at, who: { is } });

  test('given the server and a colleague wrote, only what a person wrote to the reporter counts', () => {
    expect(firstWord([said('said-to-reporter', 5, 'server'), said('noted', 6, 'member')])).toBeNull();
    expect(
      firstWord([
        said('said-to-reporter', 5, 'server'),
        said('said-to-reporter', 9, 'member'),
        said('said-to-reporter', 8, 'member'),
      ]),
    ).toBe(8);
  });
});
