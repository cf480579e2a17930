import { expect, test } from 'vitest';
import { sorted } from '#desk/list/incidents.ts';

const row = (incident: string, owed: string, more: { closed?: string; waits?: string } = {}) => ({
  incident,
  owed,
  closed: 'no',
  waits: 'no',
  ...more,
});
const idsOf = (rows: readonly { incident: string }[]): readonly string[] => rows.map(({ incident }) => incident);

test('what is owed and what a reporter wrote stands first, each in the order it came', () => {
  const { asking, open } = sorted([row('a', 'urgent'), row('b', ''), row('c', '', { waits: 'yes' }), row('d', '')]);
  expect(idsOf(asking)).toEqual(['a', 'c']);
  expect(idsOf(open)).toEqual(['b', 'd']);
});

test('what was closed stands apart, unless something is owed in it or its reporter wrote again', () => {
  const { asking, open, closed } = sorted([
    row('a', '', { closed: 'yes' }),
    row('b', 'follow-up', { closed: 'yes' }),
    row('c', '', { closed: 'yes', waits: 'yes' }),
    row('d', ''),
  ]);
  expect(idsOf(asking)).toEqual(['b', 'c']);
  expect(idsOf(open)).toEqual(['d']);
  expect(idsOf(closed)).toEqual(['a']);
});
