import { expect, test } from 'vitest';
import { english } from '#seal/lists/en.ts';
import { drawCodeName, nameWords } from '#server/code-names.ts';

test('a code name is two words of the list, and there are millions of them', () => {
  expect(nameWords.length ** 2).toBeGreaterThan(2_500_000);
  for (let draw = 0; draw < 2_000; draw++) {
    const words = drawCodeName().split(' ');
    expect(words).toHaveLength(2);
    for (const word of words) expect(nameWords).toContain(word);
  }
});

test('nothing that could hurt on somebody’s worst day is in the list', () => {
  const hurtful = [
    'abuse',
    'assault',
    'horror',
    'victim',
    'kiss',
    'naked',
    'gun',
    'girl',
    'ugly',
    'liar',
    'blame',
    'witness',
  ];
  for (const word of hurtful) expect(nameWords).not.toContain(word);
  expect(hurtful.some((word) => english.words.includes(word))).toBe(true);
});
