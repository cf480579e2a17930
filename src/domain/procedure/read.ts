import * as v from 'valibot';
import { LineCounter, isMap, isNode, isPair, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { checked, type Wrong } from './checks.ts';
import type { Procedure } from './procedure.ts';
import { shape } from './shape.ts';

/** One thing that is wrong with a procedure file, in words for its author. */
export interface ReadProblem {
  /** A warning does not keep the procedure from running. */
  readonly grave: 'error' | 'warning';
  /** From 1; 0 when the file as a whole is meant. */
  readonly line: number;
  /** Like `questions.2.label.en`; `''` is the file itself. */
  readonly path: string;
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

/** YAML that parsed: what it says, and the line of any place in it. */
export interface ReadYaml {
  readonly value: unknown;
  readonly problem: (wrong: Wrong) => ReadProblem;
}

/** Parses YAML of ours: no key twice, no aliases that multiply. Nothing else in the program reads YAML. */
export function readYaml(yaml: string): ReadYaml | { readonly problems: readonly ReadProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const broken = (line: number, found: string): { readonly problems: readonly ReadProblem[] } => ({
    problems: [{ grave: 'error', line, path: '', found, expected: 'YAML' }],
  });
  if (document.errors.length > 0)
    return {
      problems: document.errors.flatMap((error) => broken(lines.linePos(error.pos[0]).line, error.message).problems),
    };
  try {
    return {
      value: document.toJS({ maxAliasCount: 0 }),
      problem: ({ grave = 'error', path, found, expected }) => ({
        grave,
        line: lineAt(document, lines, path),
        path: path.join('.'),
        found,
        expected,
      }),
    };
  } catch (error) {
    return broken(0, error instanceof Error ? error.message : String(error));
  }
}

type Issue = v.BaseIssue<unknown>;

/** Of a choice between shapes, what is wrong with the one that came furthest: that is the one its author meant. */
function meant(issue: Issue): readonly Issue[] {
  const inner = issue.issues?.flatMap(meant) ?? [];
  const depth = (one: Issue): number => one.path?.length ?? 0;
  const furthest = Math.max(0, ...inner.map(depth));
  if (furthest === 0) return [issue];
  const path = issue.path ?? [];
  return inner
    .filter((one) => depth(one) === furthest)
    .map((one) => ({ ...one, path: [...path, ...(one.path ?? [])] as unknown as NonNullable<Issue['path']> }));
}

/** What a schema found wrong, by place; the first of several at one place says it. An unknown key is its own place. */
export function wrongIn(issues: readonly Issue[]): readonly Wrong[] {
  const wrong = new Map<string, Wrong>();
  for (const issue of issues.flatMap(meant)) {
    const path = (issue.path ?? []).map((step) => step.key as string | number);
    const own = issue.message.startsWith('Invalid') ? (issue.expected ?? issue.message) : issue.message;
    const found = issue.received === 'undefined' ? 'nothing' : issue.received;
    const expected = issue.expected === 'never' ? 'no such key' : own;
    const place = path.join('.');
    if (!wrong.has(place)) wrong.set(place, { path, found, expected });
  }
  return [...wrong.values()];
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
  if (!read.success) return { problems: wrongIn(read.issues).map(parsed.problem) };
  const procedure: Procedure = { ...read.output, digest };
  const problems = [...checked(read.output), ...sound(procedure)].map(parsed.problem);
  return problems.some(({ grave }) => grave === 'error') ? { problems } : { procedure, warnings: problems };
}
