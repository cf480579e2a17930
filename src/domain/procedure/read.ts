import * as v from 'valibot';
import { LineCounter, isMap, isNode, isPair, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { gatherings } from './gathering.ts';
import { acts, personFields, type Procedure } from './procedure.ts';

/** One thing that is wrong with a procedure file, in words for its author. */
export interface ReadProblem {
  /** From 1; 0 when the file as a whole is meant. */
  readonly line: number;
  /** Like `questions.2.label.en`; `''` is the file itself. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/u, 'an id: small letters, digits and hyphens'));
const text = v.pipe(
  v.record(v.string(), v.pipe(v.string(), v.minLength(1, 'a text that is not empty'))),
  v.check((texts) => texts['en'] !== undefined, 'a text with at least `en`'),
);
const source = v.picklist(['seed', 'linked', 'default']);
const rows = v.optional(v.array(v.string()), []);

const role = v.strictObject({
  id,
  name: text,
  reads: v.array(v.picklist(['account', 'identity'])),
  receives: v.union([v.picklist(['first', 'never']), v.pipe(v.number(), v.integer(), v.minValue(1))]),
  may: v.array(v.picklist(acts)),
  direct: v.optional(v.boolean(), false),
  source,
});

const option = v.strictObject({
  id,
  label: text,
  crisis: v.optional(v.boolean(), false),
  more: v.exactOptional(text),
});

const question = v.strictObject({
  id,
  kind: v.picklist(['long-text', 'text', 'choice', 'choices', 'when', 'people', 'team', 'contact', 'files']),
  label: text,
  hint: v.exactOptional(text),
  warning: v.exactOptional(text),
  compartment: v.picklist(['account', 'identity']),
  required: v.optional(v.boolean(), false),
  gatherings: v.optional(v.array(v.picklist(gatherings)), [...gatherings]),
  options: v.optional(v.array(option), []),
  fact: v.exactOptional(v.picklist(['ongoing', 'reachable'])),
  fields: v.optional(v.array(v.picklist(personFields)), []),
  source,
  rows,
});

const duty = v.strictObject({
  id,
  label: text,
  promise: text,
  arises: v.string(),
  hours: v.pipe(v.number(), v.integer(), v.minValue(1)),
  owedBy: v.pipe(v.array(id), v.minLength(1)),
  owedTo: v.literal('reporter'),
  met: v.strictObject({ kind: v.string(), facts: v.optional(v.record(v.string(), v.string()), {}) }),
  source,
  rows,
});

const paragraph = v.strictObject({ id, text, source, rows });

const shape = v.strictObject({
  id,
  title: text,
  version: v.pipe(v.string(), v.minLength(1)),
  gatherings: v.pipe(v.array(v.picklist(gatherings)), v.minLength(1)),
  languages: v.pipe(v.array(v.string()), v.minLength(1)),
  roles: v.array(role),
  questions: v.array(question),
  duties: v.array(duty),
  handling: v.array(paragraph),
  attribution: v.array(paragraph),
});

type Shape = v.InferOutput<typeof shape>;
type Path = readonly (string | number)[];
type Wrong = { readonly path: Path; readonly found: string; readonly expected: string };

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

const repeated = (path: string, items: readonly { readonly id: string }[]): readonly Wrong[] =>
  items.flatMap((item, i) =>
    items.findIndex((other) => other.id === item.id) < i
      ? [{ path: [path, i, 'id'], found: item.id, expected: 'an id not used before' }]
      : [],
  );

/** Every text must speak every language the procedure ships. */
function silent(value: unknown, languages: readonly string[], path: Path): readonly Wrong[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => silent(item, languages, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  if (typeof (value as { en?: unknown }).en === 'string')
    return languages
      .filter((language) => !entries.some(([key]) => key === language))
      .map((language) => ({ path, found: 'nothing', expected: `a text in \`${language}\`` }));
  return entries.flatMap(([key, inner]) => silent(inner, languages, [...path, key]));
}

/** What the shape alone cannot say: references hold, somebody reads, somebody stands behind them, facts have options. */
function wrongIn(read: Shape): readonly Wrong[] {
  const roles = new Set(read.roles.map((r) => r.id));
  const wrong: Wrong[] = [...repeated('roles', read.roles), ...repeated('questions', read.questions)];
  wrong.push(...repeated('duties', read.duties), ...repeated('handling', read.handling));
  for (const [i, q] of read.questions.entries()) {
    const choosing = q.kind === 'choice' || q.kind === 'choices' || q.kind === 'when';
    if (choosing !== q.options.length > 0)
      wrong.push({
        path: ['questions', i, 'options'],
        found: `${q.options.length} options`,
        expected: choosing ? 'at least one option' : `no options in a question of kind ${q.kind}`,
      });
    if ((q.kind === 'people') !== q.fields.length > 0)
      wrong.push({
        path: ['questions', i, 'fields'],
        found: `${q.fields.length} fields`,
        expected: 'fields for people only',
      });
    wrong.push(...repeated('options', q.options).map((w) => ({ ...w, path: ['questions', i, ...w.path] })));
  }
  for (const [i, d] of read.duties.entries())
    for (const [j, by] of d.owedBy.entries())
      if (!roles.has(by))
        wrong.push({ path: ['duties', i, 'owedBy', j], found: by, expected: 'the id of a role above' });
  if (!read.roles.some((r) => r.receives === 'first' && r.reads.includes('account')))
    wrong.push({ path: ['roles'], found: 'nobody', expected: 'a role that receives first and reads account' });
  if (!read.roles.some((r) => typeof r.receives === 'number'))
    wrong.push({ path: ['roles'], found: 'nobody', expected: 'a role to fall back on (receives: 1)' });
  if (!read.questions.some((q) => q.required))
    wrong.push({ path: ['questions'], found: 'nothing', expected: 'one required question' });
  wrong.push(...silent(read, read.languages, []));
  return wrong;
}

/**
 * Reads a procedure file. `digest` is the hex SHA-256 of the file's bytes (the domain has no crypto, so the caller
 * brings it). Problems come with the line in the file, what was found and what was expected (PRP-04).
 */
export function readProcedure(yaml: string, digest: string): Procedure | { readonly problems: readonly ReadProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0)
    return {
      problems: document.errors.map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        path: '',
        found: error.message,
        expected: 'YAML',
      })),
    };
  const problem = ({ path, found, expected }: Wrong): ReadProblem => ({
    line: lineAt(document, lines, path),
    path: path.join('.'),
    found,
    expected,
  });
  const read = v.safeParse(shape, document.toJS({ maxAliasCount: 0 }));
  if (!read.success)
    return {
      problems: read.issues.map((issue) =>
        problem({
          path: (issue.path ?? []).map((step) => step.key as string | number),
          found: issue.received,
          expected: issue.message.startsWith('Invalid') ? (issue.expected ?? issue.message) : issue.message,
        }),
      ),
    };
  const wrong = wrongIn(read.output);
  return wrong.length > 0 ? { problems: wrong.map(problem) } : { ...read.output, digest };
}
