import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '#store/open.ts';
import { birth, org } from '#kit/store.ts';
import { recourse, type Outcome } from './recourse.ts';

const procedure = new URL('../../procedures/pycon-us/procedure.yaml', import.meta.url).pathname;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recourse-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const run = (args: readonly string[], name = 'data'): Promise<Outcome> => recourse(args, { DATA_DIR: at(name) });

test('backs up a running server, and restores it elsewhere', async () => {
  const store = await openStore({ dataDir: at('data'), rehearsal: false });
  const born = birth();
  await store.append(born.append);
  expect(await run(['backup', at('b.sqlite')])).toEqual({
    done: true,
    lines: [`Copied ${at('data')} to ${at('b.sqlite')}.`],
  });
  await store.close();
  expect((await run(['restore', at('b.sqlite')], 'other')).done).toBe(true);
  const other = await openStore({ dataDir: at('other'), rehearsal: false });
  expect(await other.recordFor(org, 'robin', born.incident)).not.toBeNull();
  await other.close();
});

test.each([
  [['backup']],
  [['backup', 'a', 'b']],
  [['restore']],
  [['procedure']],
  [['procedure', 'check']],
  [['procedure', 'show', 'x']],
  [['erase']],
])('%j is refused with one line', async (args) => {
  const { done, lines } = await run(args);
  expect(done).toBe(false);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^(?:Usage: recourse |There is no command)/u);
});

test('what cannot be done is said in one line', async () => {
  const refused = { done: false, lines: [expect.stringMatching(/^There is no database at/u)] };
  expect(await run(['backup', at('b.sqlite')])).toEqual(refused);
  writeFileSync(at('text'), 'no backup');
  const unsound = { done: false, lines: [expect.stringMatching(/is no sound backup/u)] };
  expect(await run(['restore', at('text')])).toEqual(unsound);
  const nowhere = await recourse(['backup', at('b')], { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' });
  expect(nowhere).toEqual({ done: false, lines: [expect.stringMatching(/ECONNREFUSED/u)] });
  expect(nowhere.lines.join('')).not.toContain('secret');
  const wrong = await recourse(['backup', at('b')], { DATABASE_URL: 'mysql://x' });
  expect(wrong).toEqual({ done: false, lines: [expect.stringMatching(/^DATABASE_URL must begin/u)] });
});

test('checks a procedure, and names line and path of what is wrong', async () => {
  expect((await run(['procedure', 'check', procedure])).done).toBe(true);
  const text = readFileSync(procedure, 'utf8');
  writeFileSync(at('p.yaml'), text.replace(/^version:.*$/mu, 'version: []'));
  const { done, lines } = await run(['procedure', 'check', at('p.yaml')]);
  expect(done).toBe(false);
  const line = text.split('\n').findIndex((one) => one.startsWith('version:')) + 1;
  expect(lines.some((one) => one.startsWith(`${at('p.yaml')}:${line}: version is `))).toBe(true);
  expect(await run(['procedure', 'check', at('none.yaml')])).toEqual({
    done: false,
    lines: [`There is no ${at('none.yaml')}.`],
  });
});

test('help names every command', async () => {
  const { done, lines } = await run(['help']);
  expect(done).toBe(true);
  for (const command of ['backup', 'restore', 'procedure check', 'render', 'examples', 'diff', 'schema'])
    expect(lines.join('\n')).toContain(command);
  expect(await run([])).toEqual({ done, lines });
});
