import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { readProcedure } from '#domain/procedure/read.ts';
import { sound } from '#domain/promises/sound.ts';
import { differences } from './diff.ts';

const read = readProcedure(readFileSync('test/fixtures/meet-up/procedure.yaml', 'utf8'), 'd'.repeat(64), sound);
if ('problems' in read) throw new Error(JSON.stringify(read.problems));
const { procedure } = read;

type Path = readonly string[];

/** The path of every value that is no list and no object; marks for bookkeeping and names of the whole left out. */
function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (path.includes('rows') || ['id', 'version', 'digest'].includes(path.join('.'))) return [];
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

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
 * A debrief, a unit and an act cannot become any word. Places where this procedure is not held are no change: the first
 * two of every list of three.
 */
const shaped = (path: Path): boolean =>
  !['debrief', 'unit', 'when'].includes(path.at(-1) ?? '') &&
  path.at(-2) !== 'may' &&
  !/\d+\.gatherings\.[01]$/u.test(path.join('.'));

const paths = leaves(procedure).filter(shaped);

test('there is much that can change', () => {
  expect(paths.length).toBeGreaterThan(200);
});

test('whatever changes, somebody is told', () => {
  const silent = paths.filter((path) => {
    const lines = differences(procedure, withOther(procedure, path) as Procedure);
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
