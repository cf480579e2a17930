import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex } from '#seal/digest.ts';
import { lists } from '#seal/lists/all.ts';
import { english } from '#seal/lists/en.ts';
import { spanish } from '#seal/lists/es.ts';
import { simplifiedChinese } from '#seal/lists/zh-hans.ts';
import { traditionalChinese } from '#seal/lists/zh-hant.ts';
import {
  bearerHash,
  entropyFromToken,
  mailboxKeys,
  memberSecrets,
  newEntropy,
  readWords,
  reportIdOf,
  wordsOf,
  type WordList,
} from '#seal/words.ts';
import { salt } from './cast.ts';

const entropies = fc.uint8Array({ minLength: 10, maxLength: 10 });
const anyList = fc.constantFrom(...lists);
const phrase = (entropy: Uint8Array, list: WordList): string => wordsOf(entropy, list).join(' ');
/** Its words of the traditional list stand in the simplified one too, with a checksum that fits there. */
const inChinese = fromHex('ccd3b1377ab44602fe0c');
/** The first four letters of its Spanish words are those of English words, with a checksum that fits there. */
const inSpanish = fromHex('377292fee3674990caeb');

function readingsOf(text: string): readonly Uint8Array[] {
  const read = readWords(text, lists);
  return 'problem' in read ? [] : read.readings;
}

describe('words say the same entropy however they are written', () => {
  const ways: Record<string, (text: string) => string> = {
    'as shown': (text) => text,
    'in capitals': (text) => text.toUpperCase(),
    decomposed: (text) => text.normalize('NFD'),
    composed: (text) => text.normalize('NFC'),
    'without accents': (text) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC'),
    'first four letters': (text) =>
      text
        .split(' ')
        .map((word) => [...word].slice(0, 4).join(''))
        .join(' '),
    'numbered, over lines': (text) =>
      text
        .split(' ')
        .map((word, i) => `${i + 1}. ${word},`)
        .join('\r\n'),
    'with wide spaces and marks': (text) => `\u2067 ${text.replaceAll(' ', '\u3000')} \u2069\ufeff`,
  };

  test.each(Object.keys(ways))('%s, in each of the ten lists', (way) => {
    fc.assert(
      fc.property(entropies, anyList, (entropy, list) => {
        const typed = ways[way]?.(phrase(entropy, list)) ?? '';
        expect(readingsOf(typed)).toContainEqual(entropy);
      }),
      {
        examples: [
          [inChinese, traditionalChinese],
          [inSpanish, spanish],
        ],
      },
    );
  });

  test('words that fit in two lists have both readings; the two Chinese lists say the same', () => {
    const other = fromHex('2ed222be5af7656f88b3');
    expect(phrase(inSpanish, spanish)).toBe('conde mucho queso remo ironía resumen carpeta genio'.normalize('NFC'));
    expect(readingsOf(phrase(inSpanish, spanish))).toEqual([other, inSpanish]);
    expect(readingsOf(phrase(other, english))).toEqual([other, inSpanish]);
    expect(readingsOf(phrase(inChinese, traditionalChinese))).toEqual([inChinese]);
    const places = new Map(simplifiedChinese.words.map((word, at) => [word, at]));
    for (const [at, word] of traditionalChinese.words.entries()) expect(places.get(word) ?? at).toBe(at);
  });

  test('Chinese without spaces between the words', () => {
    for (const list of [simplifiedChinese, traditionalChinese]) {
      const entropy = newEntropy();
      expect(readingsOf(wordsOf(entropy, list).join(''))).toContainEqual(entropy);
    }
  });

  test('the ten lists are whole, and four letters tell their words apart', () => {
    expect(lists.length).toBe(10);
    expect(new Set(lists.map((list) => list.id)).size).toBe(10);
    for (const list of lists) {
      const read = list.words.map((word) => {
        return [...word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().normalize('NFC')]
          .slice(0, 4)
          .join('');
      });
      expect(new Set(read).size).toBe(2048);
    }
  });
});

describe('mistakes are named before anybody is asked', () => {
  const entropy = fromHex('0123456789abcdef0123');
  const words = wordsOf(entropy, english);

  test.each([0, 1, 7, 9, 16])('%i words', (count) => {
    const text = Array.from({ length: count }, (_, i) => words[i % 8]).join(' ');
    expect(readWords(text, lists)).toEqual({ problem: 'count', count });
  });

  test('a mistyped word, by its place', () => {
    const text = words.with(4, 'qwxzz').join(' ');
    expect(readWords(text, lists)).toEqual({ problem: 'unknown-word', at: 4, word: 'qwxzz' });
  });

  test('in the list in which most words fit, not the first', () => {
    const spoken = wordsOf(entropy, spanish).with(2, 'qwxzz').join(' ');
    expect(readWords(spoken, lists)).toEqual({ problem: 'unknown-word', at: 2, word: 'qwxzz' });
  });

  test('a word mistyped into another one, and two words swapped', () => {
    const other = english.words.find((word) => !words.includes(word)) ?? '';
    expect(readWords(words.with(3, other).join(' '), lists)).toEqual({ problem: 'checksum' });
    expect(readWords([words[1], words[0], ...words.slice(2)].join(' '), lists)).toEqual({ problem: 'checksum' });
  });

  test('of all ways to get one word wrong, all but about one in 256 are noticed', () => {
    const wrong = english.words.filter((word) => word !== words[5]);
    const passed = wrong.filter((word) => 'readings' in readWords(words.with(5, word).join(' '), [english]));
    expect(passed.length).toBeLessThan((3 * wrong.length) / 256);
  });

  test('words of a list that was not given are not read', () => {
    expect(readWords(phrase(entropy, spanish), [english])).toHaveProperty('problem', 'unknown-word');
  });
});

describe('keys from words', () => {
  test('are the same each time and differ in everything for one bit, another salt, another use', async () => {
    const entropy = fromHex('0123456789abcdef0123');
    const [one, again, bit, salted, member] = await Promise.all([
      mailboxKeys(entropy, salt),
      mailboxKeys(entropy, salt),
      mailboxKeys(fromHex('0123456789abcdef0122'), salt),
      mailboxKeys(entropy, '0e'.repeat(16)),
      memberSecrets(entropy, salt),
    ]);
    expect(again).toEqual(one);
    for (const other of [bit, salted])
      for (const key of Object.keys(one) as (keyof typeof one)[]) expect(other[key]).not.toEqual(one[key]);
    expect(member.handle).not.toBe(one.id);
    expect(member.auth).not.toBe(one.auth);
    expect(one.id).toMatch(/^[0-9a-f]{32}$/u);
    expect(one.auth).toMatch(/^[0-9a-f]{64}$/u);
    expect(one.recipient).toMatch(/^age1pq1/u);
    expect(one.identity).toMatch(/^AGE-SECRET-KEY-PQ-1/u);
  });

  test('the kept hash is of the bytes, and is not the bearer', () => {
    expect(bearerHash('00'.repeat(32))).toBe('66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925');
    expect(() => bearerHash('not hex')).toThrow('bad-hex');
  });

  test('a form without scripts gives the same words and report each time it is sent', () => {
    const token = '5f1d7c3a9e024b68b1c2d3e4f5061728';
    expect(entropyFromToken(token)).toEqual(entropyFromToken(token));
    expect(entropyFromToken(token)).not.toEqual(entropyFromToken(`${token.slice(0, -1)}9`));
    expect(reportIdOf(token)).toMatch(/^[0-9a-f]{32}$/u);
  });

  test('new entropy is ten bytes and new', () => {
    expect(newEntropy().length).toBe(10);
    expect(newEntropy()).not.toEqual(newEntropy());
  });
});
