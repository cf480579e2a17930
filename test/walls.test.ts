import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Which rooms a room may import from. Moving a wall needs a decision record. */
const arrows: Record<string, readonly string[]> = {
  domain: [],
  words: [],
  wire: ['domain'],
  seal: ['domain', 'wire'],
  questions: ['domain', 'words'],
  store: ['domain', 'wire'],
  server: ['domain', 'wire', 'seal', 'words', 'questions', 'store'],
  cli: ['domain', 'wire', 'seal', 'words', 'questions', 'store'],
  reporter: ['domain', 'wire', 'seal', 'words', 'questions'],
  hallway: ['domain', 'wire', 'seal', 'words', 'questions'],
  desk: ['domain', 'wire', 'seal', 'words', 'questions'],
  rehearsal: ['domain', 'wire', 'seal', 'words', 'store', 'server'],
};

/** The stages of the domain in their order: a stage knows only earlier ones. */
const stages = [
  'procedure',
  'team',
  'edition',
  'record',
  'intake',
  'incident',
  'response',
  'speaking',
  'follow-up',
  'appeal',
  'after',
  'promises',
];

const namelessRooms = 'utils helpers common core lib misc shared services managers'.split(' ');

/** Folders whose own files are few and known: what is new belongs in a room below them. */
const closedFolders: Record<string, readonly string[]> = {
  'src/desk': ['main.tsx', 'desk.css', 'tsconfig.json', 'app.tsx', 'paths.ts'],
  'src/server/pages': ['pages.css', 'shell.tsx', 'paths.ts', 'headers.ts', 'routes.ts', 'refusal.tsx'],
};

/** The faces of seal: what the other rooms may import of it, besides the word lists. The rest is its machinery. */
const faces =
  'seal manifest mailbox unseal birth outgoing taken call entry attachment digest keyring roster words'.split(' ');
const isFace = (file: string): boolean =>
  file.startsWith('src/seal/lists/') || faces.some((name) => file === `src/seal/${name}.ts`);
const mayUnseal = ['desk', 'rehearsal'];
const mayReadYaml = 'src/domain/procedure/read.ts';
const mayReadProcedures = ['server', 'cli', 'rehearsal'];
const cryptography = /^(node:crypto|crypto|age-encryption|@noble\/.*|@scure\/.*)$/;

interface Import {
  /** The file that imports, from the root of the project. */
  readonly from: string;
  /** A file of ours from the root of the project, or the name of a package. */
  readonly to: string;
}

const pathOf = (file: string): string => file.replaceAll('\\', '/');
const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
/** The room of a file of src/, or undefined. */
const roomOf = (file: string): string | undefined => /^src\/([^/]+)\//.exec(file)?.[1];
const stageOf = (file: string): string | undefined => /^src\/domain\/([^/]+)\//.exec(file)?.[1];
const packageOf = (to: string): string => to.split('/')[0] ?? to;

// Three ways to name another file: `import … from`, `import 'x'`, `export … from`; `import('x')`; `new URL('x', …)`.
const patterns = [
  /\b(?:import|export)\b(?:[\w\s{},*$]*?\bfrom)?\s*['"]([^'"]+)['"]/g,
  /\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]/g,
  /\bnew URL\(\s*['"`](\.[^'"`]+)['"`]/g,
];

function resolved(from: string, specifier: string): string {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('#kit/')) return bare.replace('#kit/', 'test/kit/');
  if (bare.startsWith('#scripts/')) return bare.replace('#scripts/', 'scripts/');
  if (bare.startsWith('#')) return bare.replace('#', 'src/');
  return bare.startsWith('.') ? pathOf(normalize(join(dirname(from), bare))) : bare;
}

/** Comments are taken out first: an example in a docstring imports nothing. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  return found.map((specifier) => ({ from: file, to: resolved(file, specifier) }));
}

const sources = globSync('src/**/*.{ts,tsx,css,json}').map(pathOf);
const code = sources.filter((file) => /\.tsx?$/.test(file) && !file.startsWith('src/words/made/'));
const sheets = sources.filter((file) => file.endsWith('.css'));
const imports = [...code, ...sheets].flatMap(importsOf);
const proper = imports.filter(({ from }) => !isTest(from));
const said = (found: readonly Import[]): string[] => found.map(({ from, to }) => `${from} imports ${to}`);

test('files and imports were read at all', () => {
  expect(code.length).toBeGreaterThan(0);
  expect(imports.length).toBeGreaterThan(0);
  expect(new Set(imports.map(({ to }) => roomOf(to))).has('domain')).toBe(true);
});

test('every room is known', () => {
  const rooms = [...new Set(sources.map((file) => roomOf(file) ?? file))];
  expect(rooms.filter((room) => arrows[room] === undefined)).toEqual([]);
});

test('a room imports only where an arrow leads', () => {
  const breaches = proper.filter(({ from, to }) => {
    const [mine, theirs] = [roomOf(from), roomOf(to)];
    if (theirs === undefined) return to.startsWith('test/') || to.startsWith('scripts/') || to.startsWith('bench/');
    return mine !== theirs && !(arrows[mine ?? ''] ?? []).includes(theirs);
  });
  expect(said(breaches)).toEqual([]);
});

test('a file of ours that is imported exists', () => {
  const missing = imports.filter(({ to }) => /^(src|test|scripts)\//.test(to) && !existsSync(to));
  expect(said(missing)).toEqual([]);
});

test('a stage of the domain knows only earlier stages', () => {
  const unknown = code.filter((file) => roomOf(file) === 'domain' && !stages.includes(stageOf(file) ?? ''));
  const backwards = proper.filter(({ from, to }) => {
    const [mine, theirs] = [stageOf(from), stageOf(to)];
    return mine !== undefined && theirs !== undefined && stages.indexOf(theirs) > stages.indexOf(mine);
  });
  expect({ unknown, backwards: said(backwards) }).toEqual({ unknown: [], backwards: [] });
});

test('no room has a name that says nothing', () => {
  const folders = sources.filter((file) => file.split('/').some((part) => namelessRooms.includes(part)));
  expect(folders).toEqual([]);
});

test('desk and pages have no new files beside their rooms', () => {
  const extra = sources.filter((file) => {
    const allowed = closedFolders[dirname(file)];
    return allowed !== undefined && !isTest(file) && !allowed.includes(file.slice(dirname(file).length + 1));
  });
  expect(extra).toEqual([]);
});

test('only seal touches cryptography', () => {
  const breaches = proper.filter(({ from, to }) => cryptography.test(to) && roomOf(from) !== 'seal');
  expect(said(breaches)).toEqual([]);
});

test('only its faces are imported of seal, and only who reads reports unseals', () => {
  const outside = proper.filter(({ from, to }) => roomOf(to) === 'seal' && roomOf(from) !== 'seal');
  const inside = outside.filter(({ to }) => !isFace(to));
  // Inside seal nothing imports it either, so that no other face can lead there.
  const unsealing = proper.filter(({ from, to }) => {
    return to === 'src/seal/unseal.ts' && !mayUnseal.includes(roomOf(from) ?? '');
  });
  expect({ inside: said(inside), unsealing: said(unsealing) }).toEqual({ inside: [], unsealing: [] });
});

test('one file reads YAML, and no browser imports it', () => {
  const yaml = proper.filter(({ from, to }) => packageOf(to) === 'yaml' && from !== mayReadYaml);
  const readers = proper.filter(({ from, to }) => {
    return to === mayReadYaml && !mayReadProcedures.includes(roomOf(from) ?? '');
  });
  expect(said([...yaml, ...readers])).toEqual([]);
});
