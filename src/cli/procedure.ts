import { dirname, join } from 'node:path';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { runExample } from '#domain/promises/compare.ts';
import type { Examples } from '#domain/promises/examples.ts';
import schema from '../../procedures/procedure.schema.json' with { type: 'json' };
import { differences } from './diff/diff.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { readExamplesBeside, readProcedureFile } from './procedure-file.ts';
import { renderPages } from './render.ts';

interface Ran {
  readonly lines: readonly string[];
  readonly failed: number;
}

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
      `${file}: ${ran.length} examples, ${ran.length - wrong.length} hold, ${wrong.length} do not.`,
    ],
  };
}

/** `procedure check FILE`: what is wrong and what is odd, by line; then its worked examples, where it has some. */
export function checkProcedure(file: string): Outcome {
  const procedure = readProcedureFile(file);
  if ('wrong' in procedure) return failed(...procedure.wrong);
  const { read, lines } = procedure;
  const sound = [...lines, `${file}: sound, ${read.id} version ${read.version}.`];
  const examples = readExamplesBeside(file, read);
  if (examples === null) return done(...sound);
  if ('wrong' in examples) return failed(...sound, ...examples.wrong);
  const ran = runAll(read, examples.read, join(dirname(file), 'examples.yaml'));
  return ran.failed === 0 ? done(...sound, ...ran.lines) : failed(...sound, ...ran.lines);
}

/** `procedure examples FILE`: every worked example by name, and what of it does not hold. */
export function runExamples(file: string): Outcome {
  const procedure = readProcedureFile(file);
  if ('wrong' in procedure) return failed(...procedure.wrong);
  const examples = readExamplesBeside(file, procedure.read);
  const beside = join(dirname(file), 'examples.yaml');
  if (examples === null) return failed(`There is no ${beside}.`);
  if ('wrong' in examples) return failed(...examples.wrong);
  const { read } = examples;
  const ran = runAll(procedure.read, read, beside);
  const named = read.examples.map(
    (one) => `${one.id}: ${one.it}${one.rows.length > 0 ? ` (${one.rows.join(', ')})` : ''}`,
  );
  return ran.failed === 0 ? done(...named, ...ran.lines) : failed(...named, ...ran.lines);
}

/** `procedure render FILE`: both pages as text, in one of the languages it ships. */
export function renderProcedure(file: string, language: string): Outcome {
  const procedure = readProcedureFile(file);
  if ('wrong' in procedure) return failed(...procedure.wrong);
  const { languages } = procedure.read;
  if (!languages.includes(language)) return failed(`It has no texts in ${language}. It has: ${languages.join(', ')}`);
  return done(...renderPages(procedure.read, language));
}

/** `procedure diff A B`: what changes for whom. */
export function compareProcedures(a: string, b: string): Outcome {
  const [before, after] = [readProcedureFile(a), readProcedureFile(b)];
  const wrong = [before, after].flatMap((one) => ('wrong' in one ? one.wrong : []));
  if ('wrong' in before || 'wrong' in after) return failed(...wrong);
  return done(...differences(before.read, after.read));
}

/** `procedure schema`: for editors that do not find it beside the procedures. */
export function printSchema(): Outcome {
  return done(JSON.stringify(schema, null, 2));
}
