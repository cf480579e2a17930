import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readProcedure } from '../procedure/read.ts';
import type { RosterMember } from '../team/roster.ts';
import { isBan, listsFor, peopleOf } from './listing.ts';

const rows = (...of: string[]) => ({ rows: of });

test('what is decided is told to those who see to it, and what concerns nobody there to no list', () => {
  expect(listsFor(rows('RSP-12'))).toEqual(['door']);
  expect(listsFor(rows('RSP-05'))).toEqual(['bar']);
  expect(listsFor(rows('RSP-07'))).toEqual(['audio-video']);
  expect(listsFor(rows('RSP-04', 'RSP-05'))).toEqual(['door', 'bar']);
  expect(listsFor(rows('RSP-02'))).toEqual([]);
  expect(listsFor(rows('DEC-03'))).toEqual(['door', 'bar', 'audio-video']);
  expect([isBan(rows('RSP-13')), isBan(rows('RSP-12'))]).toEqual([true, false]);
});

const member = (id: string, role: string, over: Partial<RosterMember> = {}): RosterMember => ({
  id,
  name: id,
  ageHash: '',
  sign: '',
  roles: [['event', role]],
  rights: [],
  until: 100,
  suspended: false,
  ...over,
});

test('in every procedure with a door, its people are those of that role, active and free', () => {
  for (const id of ['pycon-us', 'pycon-us-2018', 'pycon-us-2013']) {
    const read = readProcedure(readFileSync(`procedures/${id}/procedure.yaml`, 'utf8'), 'd'.repeat(64), () => []);
    const procedure = 'procedure' in read ? read.procedure : expect.fail(id);
    const team = [
      member('owen', 'door'),
      member('gone', 'door', { suspended: true }),
      member('late', 'door', { until: 1 }),
      member('aside', 'door'),
      member('mei', 'audio-video'),
      member('rosa', 'lead'),
      member('other', 'door', { roles: [['elsewhere', 'door']] }),
    ];
    const of = (list: 'door' | 'audio-video' | 'bar') =>
      peopleOf(procedure, list, 'event', team, new Set(['aside']), 50);
    expect(of('door'), id).toEqual(['owen']);
    expect(of('audio-video'), id).toEqual(['mei']);
    expect(of('bar'), id).toEqual([]);
  }
});
