import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sound } from '../promises/sound.ts';
import { readProcedure, type ReadProblem } from './read.ts';

const file = readFileSync('test/fixtures/two-steps/procedure.yaml', 'utf8');

/** What is said of the file after these changes; each must find something to change. */
function problemsOf(...changes: readonly (readonly [from: string, to: string])[]): readonly ReadProblem[] {
  const text = changes.reduce((so, [from, to]) => {
    expect(so).toContain(from);
    return so.replace(from, to);
  }, file);
  const read = readProcedure(text, 'd'.repeat(64), sound);
  return 'problems' in read ? read.problems : read.warnings;
}
const short = (...changes: readonly (readonly [string, string])[]): readonly string[] =>
  problemsOf(...changes).map(({ grave, place, found }) => `${grave} ${place}: ${found}`);

const first = '  first: [host]\n';
const hostsMay = 'may: [take-report, note, acknowledge, write-to-reporter, assess, act-alone,';

test('given hosts who open it and helpers who are asked, nothing is wrong', () => {
  expect(short()).toEqual([]);
});

test.each([
  ['no such role', '  first: [hosts]\n', 'opening.first.0', 'hosts', 'did you mean `host`?'],
  ['one that only falls back', '  first: [neighbour]\n', 'opening.first.0', 'neighbour', 'nobody else opens'],
  ['one that receives nothing', '  first: [host, speaker]\n', 'opening.first.1', 'speaker', 'nobody else opens'],
  ['one twice', '  first: [host, host]\n', 'opening.first.1', 'host', 'each role once'],
  ['nobody', '  first: []\n', 'opening.first', '0', 'at least one role'],
  ['a key of another name', '  frist: [host]\n', 'opening.frist', '"frist"', 'did you mean `first`?'],
])('given %s opens first, its place and what to write are said', (_, to, place, found, expected) => {
  const line = file.slice(0, file.indexOf(first)).split('\n').length;
  expect(problemsOf([first, to])).toContainEqual(
    expect.objectContaining({
      grave: 'error',
      line,
      place,
      found,
      expected: expect.stringContaining(expected) as unknown,
    }),
  );
});

test('given every reader opens first, it asks nobody: a warning, and the procedure runs', () => {
  const text = 'Before {opening:asked} do, they are asked';
  expect(short([first, '  first: [host, helper]\n'], [text, 'The others are asked'])).toEqual([
    'warning opening.first: every role that receives first',
  ]);
  // A text that speaks of who is asked then speaks of nobody.
  expect(short([first, '  first: [host, helper]\n'])).toContain('error opening.text: {opening:asked}');
});

test('given who opens first may not answer or does not know the name, while others could, the first is an error', () => {
  expect(short([first, '  first: [helper]\n'], ['{opening:asked} do', 'others do'])).toEqual([
    'warning opening.first: helper, who open it first and do not read identity',
  ]);
  expect(short([hostsMay, hostsMay.replace('write-to-reporter, ', '')])).toEqual([
    'error opening.first: host, who open it first and may not answer',
  ]);
  // With nobody at all who may, that is said of the roles, once.
  const mute = hostsMay.replace('write-to-reporter, ', '');
  expect(
    short([hostsMay, mute], ['may: [take-report, note, acknowledge, write-to-reporter,', 'may: [take-report, note,']),
  ).toEqual(['error roles: host, helper, who receive first and may not answer']);
});

test('given an event of a kind where nobody opens first, there is one step there: a warning', () => {
  expect(short(['    named: 2\n', '    named: 2\n    gatherings: [in-person]\n'])).toEqual([
    'warning opening.first: nobody who is held at online',
  ]);
});

test('given null or nothing, there is one step', () => {
  const without = file.replace(/\nopening:\n(?: .*\n)+/u, '\nopening: null\n');
  const read = readProcedure(without, 'd'.repeat(64), sound);
  expect(read).toMatchObject({ procedure: { opening: null }, warnings: [] });
});
