import { dirname, join } from 'node:path';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { runExample } from '#domain/promises/compare.ts';
import type { Examples } from '#domain/promises/examples.ts';
import schema from '../../procedures/procedure.schema.json' with { type: 'json' };
import { differences } from './diff/diff.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { misplaced, readExamplesBeside, readProcedureAt, unseen } from './procedure-file.ts';
import { renderPages } from './render.ts';

interface Ran {
  readonly lines: readonly string[];
  readonly failed: number;
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Runs every example; one that throws has failed, and the others still run. */
function runAll(procedure: Procedure, examples: Examples, file: string): Ran {
  const ran = examples.examples.map((one) => {
    try {
      return { one, wrong: runExample(procedure, examples, one) };
    } catch (error) {
      return { one, wrong: [`stopped: ${error instanceof Error ? error.message : String(error)}`] };
    }
  });
  const wrong = ran.filter((one) => one.wrong.length > 0);
  return {
    failed: wrong.length,
    lines: [
      ...wrong.flatMap(({ one, wrong: sentences }) => [
        `${file}: ${one.id}: ${one.it}`,
        ...sentences.map((sentence) => `  ${sentence}`),
      ]),
      `${file}: ${counted(ran.length, 'example', 'examples')}, ${counted(ran.length - wrong.length, 'holds', 'hold')}, ${counted(wrong.length, 'does', 'do')} not.`,
    ],
  };
}

/** `procedure check FILE`: what is wrong and what is odd, by line; then its worked examples, where it has some. */
export function checkProcedure(path: string): Outcome {
  const found = readProcedureAt(path);
  if ('wrong' in found) return failed(...found.wrong);
  const { procedure, file } = found.read;
  const odd = [...found.lines, ...unseen(found.read)];
  const elsewhere = misplaced(found.read);
  if (elsewhere !== null) return failed(...odd, elsewhere);
  const sound = [...odd, `${file}: sound, ${procedure.id} version ${procedure.version}.`];
  const examples = readExamplesBeside(found.read);
  if (examples === null) return done(...sound);
  if ('wrong' in examples) return failed(...sound, ...examples.wrong);
  const ran = runAll(procedure, examples.read, join(dirname(file), 'examples.yaml'));
  return ran.failed === 0 ? done(...sound, ...ran.lines) : failed(...sound, ...ran.lines);
}

/** `procedure examples FILE`: every worked example by name, and what of it does not hold. */
export function runExamples(path: string): Outcome {
  const found = readProcedureAt(path);
  if ('wrong' in found) return failed(...found.wrong);
  const examples = readExamplesBeside(found.read);
  const beside = join(dirname(found.read.file), 'examples.yaml');
  if (examples === null) return failed(`There is no ${beside}.`);
  if ('wrong' in examples) return failed(...examples.wrong);
  const { read } = examples;
  const ran = runAll(found.read.procedure, read, beside);
  const named = read.examples.map(
    (one) => `${one.id}: ${one.it}${one.rows.length > 0 ? ` (${one.rows.join(', ')})` : ''}`,
  );
  return ran.failed === 0 ? done(...named, ...ran.lines) : failed(...named, ...ran.lines);
}

/** `procedure render FILE`: both pages as text, in one of its languages, at one kind of event or (`null`) at all. */
export function renderProcedure(path: string, language: string, gathering: string | null): Outcome {
  const found = readProcedureAt(path);
  if ('wrong' in found) return failed(...found.wrong);
  const { procedure } = found.read;
  const { languages, gatherings } = procedure;
  if (!languages.includes(language)) return failed(`It has no texts in ${language}. It has: ${languages.join(', ')}`);
  if (gathering === null) return done(...renderPages(procedure, language));
  const here = gatherings.find((one) => one === gathering);
  return here === undefined
    ? failed(`It does not hold at ${gathering}. It holds at: ${gatherings.join(', ')}`)
    : done(...renderPages(procedure, language, here));
}

/** `procedure diff A B`: what changes for whom. */
export function compareProcedures(a: string, b: string): Outcome {
  const [before, after] = [readProcedureAt(a), readProcedureAt(b)];
  const wrong = [before, after].flatMap((one) => ('wrong' in one ? one.wrong : []));
  if ('wrong' in before || 'wrong' in after) return failed(...wrong);
  return done(...differences(before.read.procedure, after.read.procedure));
}

/** `procedure schema`: for editors that do not find it beside the procedures. */
export function printSchema(): Outcome {
  return done(JSON.stringify(schema, null, 2));
}
