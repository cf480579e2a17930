import { expect, test } from 'vitest';
import { begun } from '#desk/incident/handling/prepared.tsx';

const thanks = { title: 'Thanks', text: 'Thank you.' };
const ask = { title: 'A question', text: 'Where was it?' };

test('given an empty message, a prepared text begins it; after words of one’s own it stands below them', () => {
  expect(begun('', undefined, thanks)).toBe('Thank you.');
  expect(begun('Dear Ito,\n', undefined, thanks)).toBe('Dear Ito,\n\nThank you.');
});

test('given one prepared text after another, the last stands in place of the one before, as arrow keys go through them', () => {
  expect(begun('Dear Ito,\n\nThank you.', thanks, ask)).toBe('Dear Ito,\n\nWhere was it?');
  expect(begun('Thank you.', thanks, undefined)).toBe('');
});

test('given a word of it was changed, it stays', () => {
  expect(begun('Thank you all!', thanks, ask)).toBe('Thank you all!\n\nWhere was it?');
});
