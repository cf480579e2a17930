import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readProcedure } from './read.ts';

const file = readFileSync('procedures/pycon-us/procedure.yaml', 'utf8');
const read = (text: string) => readProcedure(text, 'd'.repeat(64));
const problemsOf = (text: string) => {
  const result = read(text);
  return 'problems' in result ? result.problems : [];
};
const lineOf = (text: string, needle: string): number => text.slice(0, text.indexOf(needle)).split('\n').length;

test('the shipped procedure reads whole', () => {
  const procedure = read(file);
  if ('problems' in procedure) throw new Error(JSON.stringify(procedure.problems));
  expect(procedure.digest).toBe('d'.repeat(64));
  expect(procedure.questions.filter((q) => q.required).map((q) => q.id)).toEqual(['what']);
  expect(procedure.questions.filter((q) => q.compartment === 'identity').map((q) => q.id)).toEqual(['contact']);
  expect(procedure.duties.map((d) => [d.id, d.hours, d.source])).toEqual([
    ['acknowledge', 24, 'linked'],
    ['follow-up', 168, 'seed'],
  ]);
  expect(procedure.roles.filter((r) => r.receives === 'first').map((r) => r.id)).toEqual(['lead', 'alias-reader']);
  expect(procedure.roles.find((r) => r.id === 'administrator')?.reads).toEqual([]);
});

test('nothing in it asks for an outcome or judges', () => {
  expect(file).not.toMatch(/believe you|your fault|withdraw|should happen to/iu);
});

test('a broken file is named by line', () => {
  expect(problemsOf('id: [\n')).toEqual([expect.objectContaining({ path: '', expected: 'YAML' })]);
  expect(problemsOf('a: 1\na: 2\n')).toEqual([expect.objectContaining({ line: 2 })]);
});

test('what is wrong comes with its line, its path, what was found and what was expected', () => {
  const broken = file.replace('kind: long-text', 'kind: essay');
  expect(problemsOf(broken)).toEqual([
    expect.objectContaining({
      line: lineOf(broken, 'kind: essay'),
      path: 'questions.0.kind',
      found: '"essay"',
      expected: expect.stringContaining('"long-text"') as unknown,
    }),
  ]);
  expect(problemsOf(file.replace('required: true', 'requird: true')).map((p) => p.path)).toContain(
    'questions.0.requird',
  );
});

test.each([
  ['owedBy: [lead, alias-reader]', 'owedBy: [leed]', 'duties.0.owedBy.0', 'leed'],
  ['  - id: told-by', '  - id: what', 'questions.1.id', 'what'],
  ['receives: 1\n', 'receives: never\n', null, ''],
  [", es: '¿Qué pasó?' }", ' }', 'questions.0.label', 'nothing'],
])('%s → %s', (from, to, path, found) => {
  const problems = problemsOf(file.replace(from, to));
  if (path === null) expect(problems).toEqual([]);
  else expect(problems[0]).toMatchObject({ path, found });
});

test('a procedure nobody reads, nobody stands behind or that asks nothing is refused', () => {
  expect(problemsOf(file.replaceAll('receives: first', 'receives: never')).map((p) => p.path)).toContain('roles');
  expect(problemsOf(file.replaceAll(/receives: \d/gu, 'receives: never')).map((p) => p.path)).toContain('roles');
  expect(problemsOf(file.replace('required: true', 'required: false')).map((p) => p.path)).toContain('questions');
});
