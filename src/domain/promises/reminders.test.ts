import { expect, test } from 'vitest';
import { duty } from '#kit/given.ts';
import { parseReminder } from '../procedure/spans.ts';
import { stepsOf } from './reminders.ts';

const hour = 3_600_000;
const day = 24 * hour;
const ruleOf = (...remind: readonly string[]) =>
  duty(
    'any',
    { unit: 'days', count: 7 },
    { kind: 'acknowledged', facts: {} },
    {
      remind: remind.map((text) => parseReminder(text) ?? { when: 'due' as const }),
    },
  );

test('given a week, people are reminded on days 3, 5 and 6, when it is due, and a day late', () => {
  const rule = ruleOf('1 day late', '3 days', '5 days', '6 days', 'due');
  expect(stepsOf(rule, { arose: 0, due: 7 * day })).toEqual([
    { id: '3d', at: 3 * day },
    { id: '5d', at: 5 * day },
    { id: '6d', at: 6 * day },
    { id: 'due', at: 7 * day },
    { id: '1d-late', at: 8 * day },
  ]);
});

test('given a part of the time, it is counted from when the duty arose', () => {
  expect(stepsOf(ruleOf('75 %'), { arose: day, due: 2 * day })).toEqual([{ id: '75%', at: day + 18 * hour }]);
});

test('given hours and minutes, the id says the largest unit that leaves nothing over', () => {
  const ids = stepsOf(ruleOf('90 minutes', '2 hours', '60 minutes late'), { arose: 0, due: day }).map(({ id }) => id);
  expect(ids).toEqual(['90m', '2h', '1h-late']);
});

test('given no clock, only the steps after it arose are left', () => {
  expect(stepsOf(ruleOf('75 %', '2 days', 'due', '1 day late'), { arose: 0, due: null })).toEqual([
    { id: '2d', at: 2 * day },
  ]);
});

test('given the same step twice, it is one', () => {
  expect(stepsOf(ruleOf('1 day', '24 hours'), { arose: 0, due: null })).toHaveLength(1);
});
