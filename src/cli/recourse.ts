import { backUp, restoreInto } from '#store/backup.ts';
import type { Place } from '#store/open.ts';
import { doctor, waysIn } from './doctor/doctor.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { checkProcedure, compareProcedures, printSchema, renderProcedure, runExamples } from './procedure.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export { type Outcome } from './outcome.ts';

const help = `recourse backup FILE              copy everything to FILE while the server runs
recourse restore FILE             put a backup into an empty data folder or database
recourse doctor                   say what is right and what is wrong, while the server runs or does not
recourse procedure check FILE     say what is wrong with a procedure.yaml, by line, and run the examples beside it
recourse procedure examples FILE  run the examples beside it, and name each
recourse procedure render FILE    both pages made from it, as text; --language xx for another language than English,
                                  --gathering in-person, online or meet-up for what is said at one kind of event
recourse procedure diff A B       say what changes for whom between two procedures, or two versions of one
recourse procedure schema         the JSON Schema, for editors
recourse help

DATA_DIR      the data folder of the server (default: data)
DATABASE_URL  postgres://… instead of a data folder
A backup is one SQLite file, readable by its owner alone, whatever it was made from. It holds no key that opens a report,
but it holds everything else: keep it as you keep the server.`;

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
      case 'doctor':
        return rest.length > 0
          ? failed('Usage: recourse doctor')
          : await doctor(placeOf(environment), waysIn(environment), Date.now());
      case 'procedure':
        return ofProcedure(rest);
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

const usage = 'Usage: recourse procedure check|examples|render FILE, diff A B, or schema';

/** What is said about procedures needs no server and no folder. */
function ofProcedure([command, file, ...more]: readonly string[]): Outcome {
  if (command === 'schema' && file === undefined) return printSchema();
  if (file === undefined) return failed(usage);
  const [second] = more;
  switch (command) {
    case 'check':
      return second === undefined ? checkProcedure(file) : failed(usage);
    case 'examples':
      return second === undefined ? runExamples(file) : failed(usage);
    case 'diff':
      return second !== undefined && more.length === 1 ? compareProcedures(file, second) : failed(usage);
    case 'render':
      return renderedWith(file, more);
    default:
      return failed(usage);
  }
}

const renderUsage = 'Usage: recourse procedure render FILE [--language xx] [--gathering in-person|online|meet-up]';

function renderedWith(file: string, options: readonly string[]): Outcome {
  const chosen = new Map<string, string>();
  for (let i = 0; i < options.length; i += 2) {
    const [option = '', value] = options.slice(i);
    if (!['--language', '--gathering'].includes(option) || value === undefined || chosen.has(option))
      return failed(renderUsage);
    chosen.set(option, value);
  }
  return renderProcedure(file, chosen.get('--language') ?? 'en', chosen.get('--gathering') ?? null);
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

/** One line, whatever was thrown. A refused connection has its reason in the code, not in the message. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return (error.message || code).replaceAll(/\s+/gu, ' ').trim();
}
