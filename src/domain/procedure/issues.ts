import type * as v from 'valibot';
import { oneOf } from './guess.ts';
import type { Wrong } from './wrong.ts';

type Issue = v.BaseIssue<unknown>;
type Path = readonly (string | number)[];

/** As much of a valibot schema as it takes to say what a place may hold. */
export interface Grammar {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Grammar>>;
  readonly item?: Grammar;
  readonly value?: Grammar;
  readonly wrapped?: Grammar;
  readonly options?: readonly unknown[];
}

/** The choices that a grammar leaves, without what wraps them. */
function choices(grammar: Grammar): readonly Grammar[] {
  if (grammar.wrapped !== undefined) return choices(grammar.wrapped);
  return grammar.type === 'union' ? (grammar.options ?? []).flatMap((one) => choices(one as Grammar)) : [grammar];
}

/** What the grammar says of a place; several where there is a choice. */
function grammarsAt(root: Grammar | undefined, path: Path): readonly Grammar[] {
  return path.reduce<readonly Grammar[]>(
    (found, key) =>
      found.flatMap(choices).flatMap(({ entries, item, value }) => {
        const own = entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined;
        return own ?? (entries === undefined ? (item ?? value) : undefined) ?? [];
      }),
    root === undefined ? [] : [root],
  );
}

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

const received: Readonly<Record<string, string>> = {
  undefined: 'nothing',
  null: 'nothing',
  Array: 'a list',
  Object: 'keys with values',
};

const kindsOfValue: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: '`true` or `false`',
  Array: 'a list',
  Object: 'keys with values',
  null: '`null`',
};

/** `(("first" | "never") | number)` in words. */
function plain(expected: string): string {
  const bound = /^([<>])=(\d+)$/u.exec(expected);
  if (bound !== null) return `at ${bound[1] === '>' ? 'least' : 'most'} ${bound[2]}`;
  const words = expected.replaceAll(/[()]/gu, '').split(' | ');
  return words.map((word) => kindsOfValue[word] ?? word.replaceAll('"', '')).join(' or ');
}

const wordsOf = (grammars: readonly Grammar[]): readonly string[] =>
  grammars
    .flatMap(choices)
    .flatMap(({ type, options }) => (type === 'picklist' ? (options ?? []).map((word) => String(word)) : []));

/** What to do about a key that has to be there. */
function toWrite(key: string, grammars: readonly Grammar[]): string {
  if (grammars.some(({ type }) => type === 'nullable'))
    return `this key: write it; \`${key}: null\` where the document has none`;
  const words = wordsOf(grammars);
  return words.length === 0 ? 'this key: write it' : `this key: one of ${words.join(', ')}`;
}

const unquoted = 'a text with a comma in it stands in quotes';

function expectedBy(issue: Issue, path: Path, root: Grammar | undefined): string {
  const key = String(path.at(-1) ?? '');
  const [step] = issue.path?.slice(-1) ?? [];
  const own = issue.message.startsWith('Invalid') ? null : issue.message;
  if (issue.expected === 'never') {
    const keys = grammarsAt(root, path.slice(0, -1)).flatMap(choices);
    const known = keys.flatMap(({ entries }) => Object.keys(entries ?? {}));
    if (known.length === 0) return 'no such key';
    // What stands behind a comma in a text without quotes is a key without a value.
    return step?.value === null && /\s/u.test(key) ? unquoted : `no such key: ${oneOf(key, known)}`;
  }
  if (own !== null) return step?.origin === 'key' && step.value === null ? `${own}; ${unquoted}` : own;
  const here = grammarsAt(root, path);
  if (issue.received === 'undefined' && step?.origin === 'key') return toWrite(key, here);
  const bare = typeof issue.input === 'number' || typeof issue.input === 'boolean';
  if (bare && issue.expected?.includes('string') === true) return 'a text: put it in quotes';
  if (issue.type === 'picklist' && typeof issue.input === 'string') {
    const words = [...(issue.expected ?? '').matchAll(/"([^"]+)"/gu)].map(([, word = '']) => word);
    return oneOf(issue.input, words);
  }
  if (issue.type === 'integer') return 'a whole number';
  if (issue.type === 'min_length') return 'one at least';
  return plain(issue.expected ?? issue.message);
}

/**
 * What a schema found wrong, by place; the first of several at one place says it. An unknown key is its own place. With
 * the schema itself (`root`) it is also said what was perhaps meant.
 */
export function wrongIn(issues: readonly Issue[], root?: Grammar): readonly Wrong[] {
  const wrong = new Map<string, Wrong>();
  for (const issue of issues.flatMap(meant)) {
    const path = (issue.path ?? []).map((step) => step.key as string | number);
    const place = path.join('.');
    const nothing = path.length === 0 && issue.input === null;
    const found = nothing ? 'empty' : (received[issue.received] ?? issue.received);
    if (!wrong.has(place)) wrong.set(place, { path, found, expected: expectedBy(issue, path, root) });
  }
  return [...wrong.values()];
}
