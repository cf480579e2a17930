import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The rehearsal says which procedure it starts with: that is its data, and the one place for it. */
const startsWith = ['src/rehearsal/seed.ts'];

const procedures = readdirSync('procedures', { withFileTypes: true })
  .filter((folder) => folder.isDirectory())
  .map(({ name }) => name);

const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => join('src', path))
  .filter((path) => /\.tsx?$/u.test(path) && !/\.test\.tsx?$/u.test(path));

/** String literals of a source text that are exactly this. */
const literals = (text: string, id: string): number => text.match(new RegExp(`(['"\`])${id}\\1`, 'gu'))?.length ?? 0;

test('the search finds what it looks for', () => {
  expect(literals(`if (procedure.id === 'pycon-us') …`, 'pycon-us')).toBe(1);
  expect(literals('// as pycon-us has it', 'pycon-us')).toBe(0);
  expect(procedures).toContain('pycon-us');
  expect(code.length).toBeGreaterThan(100);
});

test.each(procedures)('no code knows %s by name: a procedure is data and nothing else', (id) => {
  const naming = code.filter((path) => !startsWith.includes(path) && literals(readFileSync(path, 'utf8'), id) > 0);
  expect(naming).toEqual([]);
});
