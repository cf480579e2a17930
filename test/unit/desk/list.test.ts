import { expect, test } from 'vitest';
import { apartNothingOwed } from '#desk/list/incidents.ts';

const row = (incident: string, owed: string) => ({ incident, owed });
const idsOf = (rows: readonly { incident: string }[]): readonly string[] => rows.map(({ incident }) => incident);

test('where nothing is owed stands apart from where something is, each in the order it came', () => {
  const { owing, free } = apartNothingOwed([row('a', 'urgent'), row('b', ''), row('c', 'debrief'), row('d', '')]);
  expect(idsOf(owing)).toEqual(['a', 'c']);
  expect(idsOf(free)).toEqual(['b', 'd']);
});

test('where nothing is owed in any of them, they are one list', () => {
  const { owing, free } = apartNothingOwed([row('a', ''), row('b', '')]);
  expect(idsOf(owing)).toEqual(['a', 'b']);
  expect(free).toEqual([]);
});
