import { expect, test } from 'vitest';
import { tellOthersFrom } from './alone.ts';

const duties = [
  { id: 'first', met: [{ kind: 'acknowledged', facts: {} }] },
  { id: 'later', met: [{ kind: 'said-to-reporter', facts: {} }] },
];
const promise = (duty: string, due: number) => ({ duty, due });

test('the others are worth telling from half the time of a first answer', () => {
  expect(tellOthersFrom(duties, [promise('later', 200), promise('first', 500)], 100)).toBe(300);
});

test('without such a promise it is half of the first date there is, and without a date never', () => {
  expect(tellOthersFrom(duties, [promise('later', 300), promise('other', 200)], 100)).toBe(150);
  expect(tellOthersFrom(duties, [promise('first', 0)], 100)).toBe(null);
});
