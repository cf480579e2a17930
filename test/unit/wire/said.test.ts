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

test('given a list that no page can show, it is not read; one as long as a page can show is', () => {
  const options = (count: number) => Array.from({ length: count }, () => ({ response: '', text: 'x' }));
  const met = { v: 1, summary: '', unclear: false, pattern: '', minutes: '' };
  const draft = { v: 1, to: '', language: 'en' };
  const kept = (count: number) => Array.from({ length: count }, () => ({ found: 'x', why: '' }));
  const byName = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`p${n}`, 'x']));
  const read = (count: number) => [
    bodyOf('meeting-held', { ...met, options: options(count) }) !== null,
    bodyOf('meeting-held', { ...met, options: [], aims: byName(count) }) !== null,
    bodyOf('drafted', { ...draft, parts: {}, kept: kept(count * 5) }) !== null,
    bodyOf('drafted', { ...draft, parts: byName(count), kept: [] }) !== null,
  ];
  expect(read(200)).toEqual([true, true, true, true]);
  expect(read(300)).toEqual([false, false, false, false]);
});

test('given keys that every object has, none of them is read', () => {
  const parts = JSON.parse('{"__proto__":"x","constructor":"x","outcome":"said"}') as object;
  const read = bodyOf('drafted', { v: 1, to: '', parts, language: 'en', kept: [] });
  expect(Object.keys(read?.parts ?? {})).toEqual(['outcome']);
});
