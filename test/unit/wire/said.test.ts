import { expect, test } from 'vitest';
import { noticeBody } from '#wire/notice.ts';
import { bodyOf } from '#wire/said.ts';

const taken = (at: number) =>
  bodyOf('measure-taken', { v: 1, response: '', what: 'x', why: '', person: '', at }) !== null;
const listed = (until: number) => noticeBody('door', { v: 1, subject: 'x', rule: 'y', where: '', until }) !== null;

test('given a sealed time that no calendar has, it is not read: one entry must not stop the page for everybody', () => {
  const now = Date.parse('2027-05-15T00:25:00Z');
  expect([taken(now), listed(now)]).toEqual([true, true]);
  for (const at of [9_000_000_000_000_000, -9_000_000_000_000_000, 8_640_000_000_000_000])
    expect([at, taken(at), listed(at)]).toEqual([at, false, false]);
});
