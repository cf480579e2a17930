import { readFileSync } from 'node:fs';
import { sha256Hex } from '#seal/digest.ts';
import { readProcedure } from '#domain/procedure/read.ts';
import { backUp, restoreInto } from '#store/backup.ts';
import type { Place } from '#store/open.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What came of a command: lines for the operator, and whether it was done. */
export interface Outcome {
  readonly done: boolean;
  readonly lines: readonly string[];
}

const help = `recourse backup FILE            copy everything to FILE while the server runs
recourse restore FILE           put a backup into an empty data folder or database
recourse procedure check FILE   say what is wrong with a procedure.yaml, by line
recourse help

DATA_DIR      the data folder of the server (default: data)
DATABASE_URL  postgres://… instead of a data folder
A backup is one SQLite file, readable by its owner alone, whatever it was made from. It holds no key that opens a report,
but it holds everything else: keep it as you keep the server.`;

const done = (...lines: readonly string[]): Outcome => ({ done: true, lines });
const failed = (...lines: readonly string[]): Outcome => ({ done: false, lines });

/** Runs one command. Never throws: what went wrong is one line. */
export async function recourse(args: readonly string[], environment: Environment): Promise<Outcome> {
  const [command = 'help', ...rest] = args;
  try {
    switch (command) {
      case 'help':
      case '--help':
      case '-h':
        return done(help);
      case 'backup':
        return await withFile('backup', rest, async (file) => {
          const place = placeOf(environment);
          await backUp(place, file);
          return done(`Copied ${nameOf(place)} to ${file}.`);
        });
      case 'restore':
        return await withFile('restore', rest, async (file) => {
          const place = placeOf(environment);
          await restoreInto(file, place);
          return done(`Restored ${file} into ${nameOf(place)}. Everybody has to unlock again.`);
        });
      case 'procedure':
        return rest[0] === 'check'
          ? await withFile('procedure check', rest.slice(1), (file) => Promise.resolve(checkProcedure(file)))
          : failed('Usage: recourse procedure check FILE');
      default:
        return failed(`There is no command "${command}". Try: recourse help`);
    }
  } catch (error) {
    return failed(sentenceOf(error));
  }
}

async function withFile(
  command: string,
  rest: readonly string[],
  run: (file: string) => Promise<Outcome>,
): Promise<Outcome> {
  const [file] = rest;
  return file === undefined || rest.length > 1 ? failed(`Usage: recourse ${command} FILE`) : run(file);
}

function placeOf(environment: Environment): Place {
  const given = (name: string): string => environment[name]?.trim() ?? '';
  const databaseUrl = given('DATABASE_URL');
  if (databaseUrl !== '' && !/^postgres(?:ql)?:\/\//u.test(databaseUrl)) {
    throw new Error('DATABASE_URL must begin with postgres://, as in postgres://user:password@host/database.');
  }
  return { dataDir: given('DATA_DIR') || 'data', ...(databaseUrl !== '' && { databaseUrl }) };
}

/** Never the URL: it may hold a password. */
function nameOf(place: Place): string {
  return place.databaseUrl === undefined ? place.dataDir : 'the database';
}

function checkProcedure(file: string): Outcome {
  const bytes = readFileSync(file);
  const read = readProcedure(bytes.toString('utf8'), sha256Hex(bytes));
  if (!('problems' in read)) return done(`${file}: sound, ${read.id} version ${read.version}.`);
  return failed(
    ...read.problems.map(({ line, path, found, expected }) => {
      const where = path === '' ? 'the file' : path;
      return `${file}:${line}: ${where} is ${found}, expected ${expected}`;
    }),
  );
}

/** One line, whatever was thrown. A refused connection has its reason in the code, not in the message. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return (error.message || code).replaceAll(/\s+/gu, ' ').trim();
}
