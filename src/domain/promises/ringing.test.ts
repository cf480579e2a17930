import { describe, expect, test } from 'vitest';
import { ringsOf, unansweredFrom, woken } from './ringing.ts';

const minute = 60_000;
const rings = [
  { after: 0, whom: 'on-duty' },
  { after: 5, whom: 'owed' },
  { after: 10, whom: 'everybody' },
] as const;

describe('steps of waking', () => {
  test('come at their minutes, and once more five minutes after the last', () => {
    expect(ringsOf({ rings }, 1_000).map(({ id, at, whom }) => [id, (at - 1_000) / minute, whom])).toEqual([
      ['0', 0, 'on-duty'],
      ['5', 5, 'owed'],
      ['10', 10, 'everybody'],
      ['again', 15, 'everybody'],
    ]);
    expect(unansweredFrom({ rings }, 1_000)).toBe(1_000 + 15 * minute);
  });

  test('are none where the procedure wakes nobody', () => {
    expect(ringsOf({ rings: [] }, 0)).toEqual([]);
    expect(unansweredFrom({ rings: [] }, 0)).toBe(null);
  });
});

describe('whom a step wakes', () => {
  const all = { onDuty: ['helen', 'amina'], owing: ['rosa', 'tomasz'], holding: ['amina', 'rosa', 'kenji'] };
  test.each([
    ['on-duty', all, ['amina']],
    ['owed', all, ['rosa']],
    ['everybody', all, ['amina', 'rosa', 'kenji']],
    ['on-duty', { ...all, onDuty: ['helen'] }, ['rosa']],
    ['on-duty', { ...all, onDuty: [], owing: ['tomasz'] }, ['amina', 'rosa', 'kenji']],
    ['owed', { ...all, owing: [] }, ['amina', 'rosa', 'kenji']],
    ['everybody', { ...all, holding: [] }, []],
    ['on-duty', { ...all, holding: [] }, []],
  ] as const)('%s of %j', (whom, there, expected) => {
    expect(woken(whom, there)).toEqual(expected);
  });
});
