import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { readProcedure } from '#domain/procedure/read.ts';
import { sound } from '#domain/promises/sound.ts';
import { differences } from './diff.ts';

function fixture(name: string): Procedure {
  const file = readFileSync(`test/fixtures/${name}/procedure.yaml`, 'utf8');
  const read = readProcedure(file, 'd'.repeat(64), sound);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.procedure;
}
const procedure = fixture('meet-up');
const fixtures = [procedure, fixture('two-steps')];

type Path = readonly string[];

/** The path of every value that is no list and no object; marks for bookkeeping and names of the whole left out. */
function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (path.includes('rows') || ['id', 'version', 'digest'].includes(path.join('.'))) return [];
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

const valueIn = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], value);

/** Another word that the key may have, where any other would be no procedure. */
const others: Readonly<Record<string, string>> = { users: 'staff', owedTo: 'public' };

const otherwise = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return value === null ? 'friend' : `${JSON.stringify(value)}-otherwise`;
};

function withOther(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return otherwise(value);
  const own = (value as Readonly<Record<string, unknown>>)[key];
  const inner = rest.length === 0 && Object.hasOwn(others, key) ? others[key] : withOther(own, rest);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...(value as object), [key]: inner };
}

/**
 * A debrief, an opening, a unit and an act cannot become any word. Places where this procedure is not held are no change.
 */
const shaped = (one: Procedure, path: Path): boolean =>
  !['debrief', 'opening', 'unit', 'when'].includes(path.at(-1) ?? '') &&
  path.at(-2) !== 'may' &&
  !(/\d+\.gatherings\.\d$/u.test(path.join('.')) && !one.gatherings.some((here) => here === valueIn(one, path)));

const pathsOf = (one: Procedure): readonly Path[] => leaves(one).filter((path) => shaped(one, path));

test.each(fixtures)('there is much that can change in $id', (one) => {
  expect(pathsOf(one).length).toBeGreaterThan(200);
});

test.each(fixtures)('whatever changes in $id, somebody is told', (one) => {
  const silent = pathsOf(one).filter((path) => {
    const lines = differences(one, withOther(one, path) as Procedure);
    return lines.length < 3;
  });
  expect(silent.map((path) => path.join('.'))).toEqual([]);
});

test('nothing is told when nothing changes, whatever the version is called', () => {
  expect(differences(procedure, { ...procedure, version: '2' })).toEqual([
    'meet-up 1 and meet-up 2: nothing changes for anybody.',
  ]);
});

test('nothing is told of an order that says nothing, in languages, keys of texts and answers', () => {
  const [first] = procedure.questions;
  if (first === undefined) throw new Error('no question');
  const asked = (languages: readonly string[], label: Procedure['title']): Procedure => ({
    ...procedure,
    languages,
    questions: [{ ...first, label, options: [{ id: 'a', label, crisis: false }] }],
  });
  expect(
    differences(asked(['en', 'es'], { en: 'What?', es: '¿Qué?' }), asked(['es', 'en'], { es: '¿Qué?', en: 'What?' })),
  ).toEqual(['meet-up 1 and meet-up 1: nothing changes for anybody.']);
});
