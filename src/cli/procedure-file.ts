import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { readProcedure, readYaml, wrongIn, type ReadProblem } from '#domain/procedure/read.ts';
import { examplesWrong } from '#domain/promises/checks.ts';
import { readExamples, type Examples } from '#domain/promises/examples.ts';
import { sound } from '#domain/promises/sound.ts';
import { sha256Hex } from '#seal/digest.ts';
import { isLanguage, languages } from '#words/words.ts';

/** What was read, with lines about what is odd; or lines about what is wrong. */
export type Read<T> = { readonly read: T; readonly lines: readonly string[] } | { readonly wrong: readonly string[] };

/** A procedure with the file it was read from, and the text of that. */
interface Found {
  readonly procedure: Procedure;
  readonly file: string;
  readonly text: string;
}

const lineOf = (file: string, { grave, line, place, found, expected }: Omit<ReadProblem, 'path'>): string => {
  const where = place === '' ? 'the file' : place;
  return `${file}:${line}: ${grave === 'warning' ? 'warning: ' : ''}${where} is ${found}, expected ${expected}`;
};

/** Reads a procedure: a file, or the `procedure.yaml` in a folder. */
export function readProcedureAt(path: string): Read<Found> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { wrong: [`There is no ${path}.`] };
  const file = found.isDirectory() ? join(path, 'procedure.yaml') : path;
  if (!existsSync(file)) return { wrong: [`There is no procedure.yaml in ${path}.`] };
  const bytes = readFileSync(file);
  const text = bytes.toString('utf8');
  const read = readProcedure(text, sha256Hex(bytes), sound);
  if ('problems' in read) return { wrong: read.problems.map((problem) => lineOf(file, problem)) };
  return {
    read: { procedure: read.procedure, file, text },
    lines: read.warnings.map((problem) => lineOf(file, problem)),
  };
}

const lineOfKey = (text: string, key: string): number =>
  text.split('\n').findIndex((line) => line.startsWith(`${key}:`)) + 1;

/** A procedure in a folder has the folder's name: the server takes no other. Null where it has, or is in none. */
export function misplaced({ procedure: { id }, file, text }: Found): string | null {
  const folder = basename(dirname(resolve(file)));
  if (basename(file) !== 'procedure.yaml' || folder === id) return null;
  const line = lineOfKey(text, 'id');
  return lineOf(file, { grave: 'error', line, place: 'id', found: id, expected: `${folder}, as its folder is called` });
}

/** Languages that the pages around a procedure do not speak. */
export function unseen({ procedure, file, text }: Found): readonly string[] {
  return procedure.languages.flatMap((language, i) => {
    if (isLanguage(language)) return [];
    const expected = `${languages.join(' or ')}: there are no pages in it, so nobody will see these texts yet`;
    const line = lineOfKey(text, 'languages');
    return [lineOf(file, { grave: 'warning', line, place: `languages.${i}`, found: language, expected })];
  });
}

/** The worked examples beside a procedure, or null where there are none. */
export function readExamplesBeside({ procedure, file: beside }: Found): Read<Examples> | null {
  const file = join(dirname(beside), 'examples.yaml');
  if (!existsSync(file)) return null;
  const parsed = readYaml(readFileSync(file, 'utf8'));
  const wrong = (problems: readonly ReadProblem[]): Read<Examples> => ({
    wrong: problems.map((problem) => lineOf(file, problem)),
  });
  if ('problems' in parsed) return wrong(parsed.problems);
  const read = readExamples(parsed.value);
  if ('issues' in read) return wrong(wrongIn(read.issues).map(parsed.problem));
  const stray = examplesWrong(procedure, read.examples);
  return stray.length > 0 ? wrong(stray.map(parsed.problem)) : { read: read.examples, lines: [] };
}
