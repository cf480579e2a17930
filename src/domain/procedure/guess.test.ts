import { expect, test } from 'vitest';
import { guess, nearest, oneOf } from './guess.ts';

test.each([
  ['organiser', ['organizer', 'friend'], ['organizer']],
  ['directly', ['direct', 'reads'], ['direct']],
  ['compartement', ['compartment', 'required'], ['compartment']],
  ['Account', ['account', 'identity'], ['account']],
  ['meeting', ['meeting-called', 'meeting-held', 'measure-taken'], ['meeting-held', 'meeting-called']],
  ['frist', ['first', 'text'], ['first']],
  ['website', ['web', 'e-mail'], ['web']],
  ['colour', ['id', 'name', 'reads'], []],
  ['x', ['what', 'where'], []],
])('%s was perhaps meant as one of %j: %j', (word, known, near) => {
  expect(nearest(word, known)).toEqual(near);
});

test('three are named at most, and all there are when none is near', () => {
  expect(nearest('ab', ['aa', 'ac', 'ad', 'ae'])).toHaveLength(3);
  expect(oneOf('chair', ['organizer', 'friend'])).toBe('one of organizer, friend');
  expect(oneOf('freind', ['organizer', 'friends'])).toBe('one of organizer, friends');
  expect(guess('organizers', ['organizer'], 'a role')).toBe('did you mean `organizer`?');
  expect(guess('chair', ['organizer'], 'a role')).toBe('a role');
});
