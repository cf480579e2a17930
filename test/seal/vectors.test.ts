import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkVectors, type Vectors } from '#scripts/vectors/remake.ts';

const file = 'test/vectors/seal-v1.json';
const reader = 'test/vectors/reader.mjs';
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
// The name is not written as a literal: the reader is plain JavaScript without types, on purpose.
const { reread } = (await import(new URL(`../../${reader}`, import.meta.url).href)) as {
  readonly reread: (read: unknown) => readonly string[];
};

/** The paths of every text and number in the vectors but the seeds. */
function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    path.length === 0 && key === 'seeds' ? [] : leaves(inner, [...path, key]),
  );
}

function altered(...paths: readonly (readonly string[])[]): Vectors {
  const copy = structuredClone(vectors) as unknown as Record<string, unknown>;
  for (const path of paths) alter(copy, path);
  return copy as unknown as Vectors;
}

function alter(copy: Record<string, unknown>, path: readonly string[]): void {
  const key = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce((inner, step) => inner[step] as Record<string, unknown>, copy);
  const value = parent[key];
  // The last character, so that lines and notes stay readable where they can.
  parent[key] =
    typeof value === 'number' ? value + 1 : `${String(value).slice(0, -1)}${String(value).endsWith('0') ? '1' : '0'}`;
}

describe('the published vectors', () => {
  test('are what this code makes of their seeds', async () => {
    expect(await checkVectors(vectors)).toEqual([]);
  });

  test('are what an independent reader derives, with Node’s own cryptography', () => {
    expect(reread(vectors)).toEqual([]);
    const run = spawnSync(process.execPath, [reader, file], { encoding: 'utf8' });
    expect(run.stdout).toBe('every vector holds\n');
    expect(run.status).toBe(0);
  });

  test('the reader is short and uses no line of ours', () => {
    const text = readFileSync(reader, 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
    const imports = [...text.matchAll(/(?:from |import\([^'"`]*)['"`]([^'"`$]+)/gu)].map((match) => match[1]);
    expect(imports).toEqual(['node:crypto', 'node:fs', '@scure/bip39/wordlists/']);
  });

  test('hold the lengths and lists that were promised', () => {
    expect(vectors.packed.files.map(({ length }) => length)).toEqual([0, 1, 4095, 4096, 100_001]);
    for (const { lists } of vectors.words) expect(Object.keys(lists).length).toBe(10);
    expect([vectors.roster.length, vectors.entries.length]).toEqual([4, 4]);
  });

  test('each of them altered: the reader names it', () => {
    // Of notes and lines the reader takes what no seed says (names, facts), so these are altered one at a time.
    const [read, derived] = [leaves(vectors), [] as (readonly string[])[]];
    const told = read.filter((path) => path.at(-1) === 'note' || path.at(-1) === 'line');
    for (const path of read) if (!told.includes(path)) derived.push(path);
    expect(derived.length).toBeGreaterThan(100);
    expect(reread(altered(...derived)).toSorted()).toEqual(derived.map((path) => `/${path.join('/')}`).toSorted());
    for (const path of told) {
      const notices = (): readonly string[] => {
        try {
          return reread(altered(path));
        } catch (error) {
          return [String(error)]; // what can no longer be read is noticed too
        }
      };
      expect(notices(), path.join('/')).not.toEqual([]);
    }
  });

  test('one altered: our own check names it', async () => {
    expect(await checkVectors(altered(['move', 'proof']))).toEqual(['/move/proof']);
    expect(await checkVectors(altered(['words', '1', 'lists', 'ja']))).toEqual(['/words/1/lists/ja']);
  });
});
