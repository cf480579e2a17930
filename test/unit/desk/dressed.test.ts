import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const source = (file: string): string => readFileSync(file, 'utf8');
const found = (from: string, name: string): readonly string[] => {
  const file = name.startsWith('#') ? join('src', name.slice(1)) : normalize(join(dirname(from), name));
  return name.startsWith('.') || name.startsWith('#') ? (existsSync(file) ? [file] : []) : [];
};
const named = (file: string, how: RegExp): readonly string[] =>
  [...source(file).matchAll(how)].flatMap(([, name = '']) => found(file, name));
/** What comes with it at once; types come with nothing. */
const atOnce = (file: string): readonly string[] =>
  named(file, /^(?:@?import|export)\b(?!\s+type)[^;]*?['"]([^'"]+\.(?:tsx?|css))['"]/gmu);
const later = (file: string): readonly string[] => named(file, /\bimport\(['"]([^'"]+\.tsx)['"]\)/gu);

function closure(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const next of atOnce(file)) closure(next, seen);
  return seen;
}

/** Classes that a sheet dresses wherever they stand. */
const dresses = (sheet: string): readonly string[] =>
  source(sheet)
    .replaceAll(/\/\*[\s\S]*?\*\//gu, '')
    .split(/[{};]/u)
    .flatMap((text) => text.split(','))
    .flatMap((selector) => /^\s*\.([\w-]+)\s*$/u.exec(selector)?.[1] ?? []);
const wears = (file: string): readonly string[] =>
  [...source(file).matchAll(/className=(?:("[^"]+")|\{([^}]+)\})/gu)]
    .flatMap(([, plain, chosen]) => (plain ?? chosen ?? '').match(/(?<=['"`])[\w -]+(?=['"`])/gu) ?? [])
    .flatMap((names) => names.split(' '));

test('every page of the desk comes with what dresses it', () => {
  const sheets = globSync('src/desk/**/*.css').map((file) => [file, new Set(dresses(file))] as const);
  const bare = new Set<string>();
  const looked = new Set<string>();
  const look = (page: string, before: ReadonlySet<string>): void => {
    if (looked.has(page)) return;
    looked.add(page);
    const here = closure(page);
    const there = new Set([...before, ...here]);
    for (const file of here)
      for (const worn of file.endsWith('.tsx') ? wears(file) : []) {
        const by = sheets.filter(([, classes]) => classes.has(worn)).map(([sheet]) => sheet);
        if (by.length > 0 && !by.some((sheet) => there.has(sheet))) bare.add(`${page}: ${file} .${worn}`);
      }
    for (const file of here) for (const next of later(file)) look(next, there);
  };
  look('src/desk/main.tsx', new Set());
  expect(looked.size).toBeGreaterThan(12);
  expect([...bare]).toEqual([]);
});
