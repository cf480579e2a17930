import { expect, test } from 'vitest';
import { alikeIn, strengthOf, type Compared } from './alike.ts';

const somebody = (names: readonly string[], looks = ''): Compared => ({
  people: [{ person: 'p', names, looks }],
  behaviours: [],
});
const by = (here: Compared, there: Compared): readonly string[] => alikeIn(here, there).map((one) => one.by);

test('given the same name as somebody heard it, it is a strong match', () => {
  const alike = alikeIn(somebody(['Piotr Zieliński']), somebody(['Zielinsky, Piotr']));
  expect(alike).toEqual([{ by: 'name', words: 'Zielinsky, Piotr', person: 'p' }]);
  expect(strengthOf(alike)).toBe('strong');
  expect(by(somebody(['عمر خالد']), somebody(['عمر خالد']))).toEqual(['name']);
});

test('given the same badge or handle, however it is written, it is a strong match', () => {
  expect(by(somebody(['Jan', '0452']), somebody(['badge-7', '#0452']))).toEqual(['handle']);
  expect(by(somebody(['@fast_jan']), somebody(['Fast_Jan']))).toEqual(['handle']);
  expect(by(somebody(['0452']), somebody(['452']))).toEqual(['handle']);
  expect(by(somebody(['0007']), somebody(['0007']))).toEqual(['handle']);
  expect(by(somebody(['0452']), somebody(['0453']))).toEqual([]);
  expect(by(somebody(['0452']), somebody(['4520']))).toEqual([]);
});

test('given one part of a name, or a look, it is a weak one', () => {
  const part = alikeIn(somebody(['Jan Novak']), somebody(['Jan']));
  expect([part[0]?.by, strengthOf(part)]).toEqual(['part-of-name', 'weak']);
  expect(by(somebody([], 'tall, red lanyard'), somebody([], 'a tall man with a red lanyard'))).toEqual(['looks']);
  expect(by(somebody([], 'tall, red lanyard'), somebody([], 'tall and quiet'))).toEqual([]);
});

test('given the same behaviour alone, it is said, after everything about people', () => {
  const remarks = { people: [], behaviours: ['Unwelcome remarks'] };
  const there: Compared = { ...somebody(['Jan Novak']), behaviours: ['unwelcome remarks'] };
  expect(by(remarks, there)).toEqual(['behaviour']);
  expect(by({ ...somebody(['Jan Novak']), behaviours: remarks.behaviours }, there)).toEqual(['name', 'behaviour']);
  expect(strengthOf(alikeIn(remarks, there))).toBe('weak');
});

test('given nothing in common, there is nothing', () => {
  expect(by(somebody(['Jan Novak']), somebody(['Mira Sol']))).toEqual([]);
});
