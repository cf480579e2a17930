import * as v from 'valibot';
import {
  LineCounter,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type YAMLParseError,
} from 'yaml';
import { checked } from './checks.ts';
import { wrongIn, type Grammar } from './issues.ts';
import type { Procedure } from './procedure.ts';
import { shape } from './shape.ts';
import type { Wrong } from './wrong.ts';

export { wrongIn } from './issues.ts';

/** One thing that is wrong with a procedure file, in words for its author. */
export interface ReadProblem {
  /** A warning does not keep the procedure from running. */
  readonly grave: 'error' | 'warning';
  /** From 1; 0 when the file as a whole is meant. */
  readonly line: number;
  /** Like `questions.2.label.en`; `''` is the file itself. */
  readonly path: string;
  /** The same for its author, `questions.2 (who).label.en`: what stands in a list is found more easily by its id. */
  readonly place: string;
  readonly found: string;
  readonly expected: string;
}

export type ReadProcedure =
  | { readonly procedure: Procedure; readonly warnings: readonly ReadProblem[] }
  | { readonly problems: readonly ReadProblem[] };

type Path = readonly (string | number)[];

/** The nearest node at or above a path: its line is where the author looks. */
function lineAt(document: Document, lines: LineCounter, path: Path): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      if (pair === undefined) break;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset === undefined ? 0 : lines.linePos(offset).line;
}

/** A path with the ids of what it goes through. */
function placeIn(value: unknown, path: Path): string {
  let here = value;
  const steps = path.map((key) => {
    here = (here as Readonly<Record<string | number, unknown>> | null | undefined)?.[key];
    const id = typeof key === 'number' ? (here as { readonly id?: unknown } | null | undefined)?.id : undefined;
    return typeof id === 'string' ? `${key} (${id})` : String(key);
  });
  return steps.join('.');
}

const quotes =
  'a text with a comma, a colon, a `#`, a brace or an apostrophe in it in quotes ("…" when it has an apostrophe)';

/** What a mistake in the YAML itself most likely is, for somebody who does not know YAML. */
function unread({ code, message, pos }: YAMLParseError, yaml: string, line: number): ReadProblem {
  const problem = (found: string, expected: string): ReadProblem => ({
    grave: 'error',
    line,
    path: '',
    place: '',
    found,
    expected,
  });
  const row = yaml.split('\n')[line - 1] ?? '';
  // A line that only begins a key or an item has no text that could have lost its quotes.
  const textless = /^\s*(?:- )?\s*[\w-]+:(?:\s+[\w.-]+)?\s*$/u.test(row);
  if (code === 'TAB_AS_INDENT') return problem('indented with a tab here', 'spaces');
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/u.exec(yaml.slice(pos[0]))?.[0] ?? '';
    return problem(`saying \`${key}\` twice in one place`, 'each key once');
  }
  if (message.includes('indented and end with'))
    return problem('without an end to what was opened with a bracket', `the ] or } that belongs to it, and ${quotes}`);
  if (code === 'BAD_INDENT' || message.startsWith('Sequence item') || textless)
    return problem(
      'indented otherwise here than the lines around it',
      'the same number of spaces before what belongs together',
    );
  return problem(`not to be read from here (${message})`, quotes);
}

/** YAML that parsed: what it says, and the line of any place in it. */
export interface ReadYaml {
  readonly value: unknown;
  readonly problem: (wrong: Wrong) => ReadProblem;
}

/** Parses YAML of ours: no key twice, no aliases that multiply. Nothing else in the program reads YAML. */
export function readYaml(yaml: string): ReadYaml | { readonly problems: readonly ReadProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const [first] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  // What comes after the first mistake is mostly its echo.
  if (first !== undefined) return { problems: [unread(first, yaml, lines.linePos(first.pos[0]).line)] };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return {
      value,
      problem: ({ grave = 'error', path, found, expected }) => ({
        grave,
        line: lineAt(document, lines, path),
        path: path.join('.'),
        place: placeIn(value, path),
        found,
        expected,
      }),
    };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { problems: [{ grave: 'error', line: 0, path: '', place: '', found, expected: 'YAML' }] };
  }
}

/** More that must hold than the shape and its references: `promises/sound.ts` knows which entries meet what. */
export type Check = (procedure: Procedure) => readonly Wrong[];

/**
 * Reads a procedure file. `digest` is the hex SHA-256 of the file's bytes (the domain has no crypto, so the caller
 * brings it); `sound` is `promises/sound.ts`, which knows what this stage may not. Problems come with the line in the
 * file, what was found and what was expected; one error and there is no procedure (PRP-09).
 */
export function readProcedure(yaml: string, digest: string, sound: Check): ReadProcedure {
  const parsed = readYaml(yaml);
  if ('problems' in parsed) return parsed;
  const read = v.safeParse(shape, parsed.value);
  if (!read.success) return { problems: wrongIn(read.issues, shape as unknown as Grammar).map(parsed.problem) };
  const procedure: Procedure = { ...read.output, digest };
  const problems = [...checked(read.output), ...sound(procedure)].map(parsed.problem);
  return problems.some(({ grave }) => grave === 'error') ? { problems } : { procedure, warnings: problems };
}

/**
 * Reads a version that was in force: what was promised under it holds, so its shape is all that counts. Rules that became
 * stricter since are for the next version, not for this one (INT-01).
 */
export function readKept(yaml: string, digest: string): ReadProcedure {
  const parsed = readYaml(yaml);
  if ('problems' in parsed) return parsed;
  const read = v.safeParse(shape, parsed.value);
  if (!read.success) return { problems: wrongIn(read.issues, shape as unknown as Grammar).map(parsed.problem) };
  return { procedure: { ...read.output, digest }, warnings: [] };
}
