import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entry, hex } from '#kit/given.ts';
import type { FactValue, Header } from '#domain/record/header.ts';
import { lineOf, parseLine } from '#wire/header.ts';

const good: Header = {
  ...entry('report/0a1b', 'reported', { at: 1, compartment: 'account', epoch: 1, to: hex('to'), size: 5 }).header,
  org: 'abcdefghjkmnpqrstvwx',
  by: hex('by'),
  file: hex('file'),
  rosterHash: hex('roster'),
  facts: [['channel', 'web']],
};

test('a header is read back from its line', () => {
  expect(parseLine(lineOf(good))).toEqual(good);
});

test('any header of the right shape survives its line', () => {
  const value: fc.Arbitrary<FactValue> = fc.letrec<{ value: FactValue }>((tie) => ({
    value: fc.oneof({ depthSize: 'small', maxDepth: 8 }, fc.string(), fc.maxSafeInteger(), fc.array(tie('value'))),
  })).value;
  const facts = fc
    .dictionary(fc.string(), value)
    .map((d) => Object.entries(d).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  fc.assert(
    fc.property(facts, fc.nat(), fc.string(), (f, at, org) => {
      const header: Header = { ...good, facts: f, at, org };
      expect(parseLine(lineOf(header))).toEqual(header);
    }),
  );
});

const reject = (line: string) => expect(parseLine(line)).toBeNull();

test('given a fact goes on and on inwards, it is refused like any line that is none', () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  reject(lineOf({ ...good, facts: [['channel', 'deep']] }).replace('"deep"', deep));
});

test('one header has one line: other spacing, key order or escapes are refused', () => {
  reject(` ${lineOf(good)}`);
  reject(lineOf(good).replace('[', '[ '));
  reject(lineOf(good).replace('"web"', '"\\u0077eb"'));
  reject(
    lineOf({
      ...good,
      facts: [
        ['b', 'x'],
        ['a', 'x'],
      ],
    }),
  );
  reject(
    lineOf({
      ...good,
      facts: [
        ['a', 'x'],
        ['a', 'y'],
      ],
    }),
  );
});

test.each([
  ['a stream of no kind', { stream: 'diary/1' }],
  ['a sequence below −1', { seq: -2 }],
  ['half a number', { at: 0.5 }],
  ['a number beyond safe integers', { size: 2 ** 53 }],
  ['an upper-case hash', { prev: hex('x').toUpperCase() }],
  ['a file without a size', { size: 0 }],
  ['an unknown compartment', { compartment: 'diary' }],
  ['a fact that is an object', { facts: [['a', { b: 1 }]] }],
  ['a fact that is null', { facts: [['a', null]] }],
] as const)('%s is refused', (_what, wrong) => {
  reject(lineOf({ ...good, ...(wrong as unknown as Partial<Header>) }));
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseLine(text)));
});
