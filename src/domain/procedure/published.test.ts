import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Procedure } from './procedure.ts';
import { clausesOf, publicSectionIds, publicSections, staffSectionIds, staffSections } from './published.ts';
import { readProcedure } from './read.ts';

const files = [...globSync('procedures/*/procedure.yaml'), ...globSync('test/fixtures/*/procedure.yaml')];

function procedureIn(file: string): Procedure {
  const read = readProcedure(readFileSync(file, 'utf8'), 'd'.repeat(64), () => []);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.procedure;
}

/** Every object of the procedure that looks like a clause, by path: found by walking, not by knowing where they are. */
function walked(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = ['id', 'text', 'force', 'source', 'rows'].every((key) => Object.hasOwn(value, key));
  const inner = Object.entries(value).flatMap(([key, one]) => walked(one, [...path, key]));
  return own ? [path.join('.'), ...inner] : inner;
}

test.each(files)('every clause of %s is on a page, where it says it stands', (file) => {
  const procedure = procedureIn(file);
  const placed = clausesOf(procedure);
  expect(placed.map(({ path }) => path).toSorted()).toEqual(walked(procedure).toSorted());
  expect(placed.length).toBeGreaterThan(10);
  for (const { path, clause, pages } of placed) {
    const found = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], procedure);
    expect(found, path).toBe(clause);
    expect(pages.length, path).toBeGreaterThan(0);
  }
});

test.each(files)('the pages of %s have every section once, in its order', (file) => {
  const procedure = procedureIn(file);
  expect(publicSections(procedure).map(({ id }) => id)).toEqual(publicSectionIds);
  expect(staffSections(procedure).map(({ id }) => id)).toEqual(staffSectionIds);
});

const meetUp = procedureIn('test/fixtures/meet-up/procedure.yaml');
const publicItems = (id: string) => publicSections(meetUp).find((section) => section.id === id)?.items ?? [];
const staffItems = (id: string) => staffSections(meetUp).find((section) => section.id === id)?.items ?? [];

test('the public page tells what is owed to reporters, with what they are promised', () => {
  expect(publicItems('follow-up').map(({ path, duty }) => [path, duty?.id])).toEqual([
    ['duties.0', 'acknowledge'],
    ['duties.1', 'follow-up'],
  ]);
  expect(publicItems('follow-up')[0]?.beside).toEqual([
    { what: 'promise', text: { en: 'A person writes to you by {due}.' } },
  ]);
});

test('the staff page has every duty, and what to say instead of what is never said', () => {
  expect(staffItems('duties').map(({ duty }) => duty?.id)).toEqual(['acknowledge', 'follow-up', 'review-measure']);
  expect(staffItems('nevers')[0]?.beside.map(({ what }) => what)).toEqual(['instead']);
  expect(staffItems('responses').map(({ response }) => response?.id)).toEqual([
    undefined,
    'nothing',
    'warning',
    'leave',
  ]);
});

test('what staff are told about taking reports and about police is not on the public page', () => {
  const paths = new Set(publicSections(meetUp).flatMap((section) => section.items.map(({ path }) => path)));
  for (const path of ['intake.steps.0', 'intake.nevers.0', 'police', 'public.aware'])
    expect(paths.has(path)).toBe(false);
});

test('two steps stand with conflicts on both pages, before who stands in, and nowhere without them', () => {
  const twoSteps = procedureIn('test/fixtures/two-steps/procedure.yaml');
  const paths = (one: Procedure) =>
    [publicSections(one), staffSections(one)].map((sections) =>
      sections.find((section) => section.id === 'conflict')?.items.map(({ path }) => path),
    );
  expect(paths(twoSteps)).toEqual([
    ['opening', 'standIn'],
    ['opening', 'standIn'],
  ]);
  expect(paths(meetUp)).toEqual([['standIn'], ['standIn']]);
});

test('ways for staff alone stand on the staff page alone, and ways about one of us in their own section', () => {
  const channel = meetUp.channels[0];
  if (channel === undefined) throw new Error('no channel');
  const channels = [{ ...channel, users: 'staff' as const }, { ...channel, contacts: 'conflict' as const }, channel];
  const procedure = { ...meetUp, channels };
  const pathsIn = (id: string) =>
    [...publicSections(procedure), ...staffSections(procedure)]
      .find((section) => section.id === id)
      ?.items.map(({ path }) => path);
  expect(['channels', 'conflict-contacts', 'reaching'].map(pathsIn)).toEqual([
    ['channels.2'],
    ['channels.1'],
    ['channels.0'],
  ]);
});
