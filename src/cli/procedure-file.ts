import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { readProcedure, readYaml, wrongIn, type ReadProblem } from '#domain/procedure/read.ts';
import { examplesWrong } from '#domain/promises/checks.ts';
import { readExamples, type Examples } from '#domain/promises/examples.ts';
import { sound } from '#domain/promises/sound.ts';
import { sha256Hex } from '#seal/digest.ts';

/** A procedure as it was read, with lines about what is odd; or lines about what is wrong. */
export type Read<T> = { readonly read: T; readonly lines: readonly string[] } | { readonly wrong: readonly string[] };

const lineOf = (file: string, { grave, line, path, found, expected }: ReadProblem): string => {
  const where = path === '' ? 'the file' : path;
  return `${file}:${line}: ${grave === 'warning' ? 'warning: ' : ''}${where} is ${found}, expected ${expected}`;
};

/** Reads `procedure.yaml`, or throws when there is no such file. */
export function readProcedureFile(file: string): Read<Procedure> {
  const bytes = readFileSync(file);
  const read = readProcedure(bytes.toString('utf8'), sha256Hex(bytes), sound);
  if ('problems' in read) return { wrong: read.problems.map((problem) => lineOf(file, problem)) };
  return { read: read.procedure, lines: read.warnings.map((problem) => lineOf(file, problem)) };
}

/** The worked examples beside a procedure, or null where there are none. */
export function readExamplesBeside(procedureFile: string, procedure: Procedure): Read<Examples> | null {
  const file = join(dirname(procedureFile), 'examples.yaml');
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
