import type { Procedure } from '#domain/procedure/procedure.ts';
import { clausesOf } from '#domain/procedure/published.ts';
import { called, matched, type Change, type Pair } from './pair.ts';

/** Keys in one order: theirs says nothing. */
const ordered = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a, ordered) === JSON.stringify(b, ordered);

/** The texts of a clause, a question or a role itself, without those of what it holds. */
const textsOf = (worded: object): readonly unknown[] =>
  Object.values(worded).filter((value: unknown) => typeof (value as { en?: unknown } | null)?.en === 'string');

interface Worded {
  readonly id: string;
  readonly source: string;
  readonly force?: string;
}

/** Small things of a clause or a question that no other line tells. */
const small = ['kind', 'users', 'contacts', 'part', 'room', 'fact', 'fields', 'options', 'required'] as const;

const smallOf = (worded: object): readonly unknown[] =>
  small.map((key) => (Object.hasOwn(worded, key) ? (worded as Readonly<Record<string, unknown>>)[key] : undefined));

/** Everything with words, by its list and id; places in a list are no names. */
function wordedIn(procedure: Procedure): ReadonlyMap<string, Worded> {
  const listOf = (path: string): string => path.replace(/\.?\d+$/u, '');
  return new Map<string, Worded>([
    ...clausesOf(procedure).map(({ path, clause }) => [`${listOf(path)}: ${clause.id}`, clause] as const),
    ...procedure.questions.map((question) => [`questions: ${question.id}`, question] as const),
    ...procedure.roles.map((role) => [`roles: ${role.id}`, role] as const),
    ...Object.entries({ title: { title: procedure.title }, terms: procedure.terms }).map(
      ([id, texts]) => [`the whole: ${id}`, { id, source: '', ...texts }] as const,
    ),
  ]);
}

/** Lists whose comings and goings are told above, to whom they concern. */
const toldAbove = /^(?:duties|channels|responses\.list|questions|roles): /u;

/** What a thing of `b` was called in `a`, where it has another id now; as the keys of `wordedIn`. */
function formerly({ a, b }: Pair): ReadonlyMap<string, string> {
  const keys = <T extends { readonly id: string }>(
    list: string,
    one: readonly T[],
    other: readonly T[],
    as: (one: T) => string,
  ) => matched(one, other, as).both.map(([old, now]) => [`${list}: ${now.id}`, `${list}: ${old.id}`] as const);
  return new Map([
    ...keys('duties', a.duties, b.duties, called.label),
    ...keys('channels', a.channels, b.channels, called.text),
    ...keys('responses.list', a.responses.list, b.responses.list, called.name),
    ...keys('questions', a.questions, b.questions, called.label),
    ...keys('roles', a.roles, b.roles, called.name),
  ]);
}

/** `handling: danger, unsure; urgency: threat`, of keys as `handling: danger`. */
function together(keys: readonly string[]): string {
  const lists = Map.groupBy(keys, (key) => key.slice(0, key.indexOf(': ')));
  return [...lists]
    .map(([list, own]) => `${list}: ${own.map((key) => key.slice(list.length + 2)).join(', ')}`)
    .join('; ');
}

/** What is worded otherwise, binds otherwise or comes from elsewhere: one line for each sort of change. */
export function wordingChanges(pair: Pair): readonly Change[] {
  const { a, b } = pair;
  const former = formerly(pair);
  const [before, after] = [wordedIn(a), wordedIn(b)];
  const only = (one: ReadonlyMap<string, Worded>, other: ReadonlyMap<string, Worded>): readonly string[] =>
    [...one.keys()].filter((key) => !other.has(key) && !toldAbove.test(key));
  const found = [
    ...only(before, after).map((key) => ({ sort: 'gone', key })),
    ...only(after, before).map((key) => ({ sort: 'new', key })),
    ...[...after].flatMap(([key, now]) => {
      const old = before.get(former.get(key) ?? key);
      if (old === undefined) return [];
      const sorts = [
        ...(same(textsOf(old), textsOf(now)) ? [] : ['worded anew']),
        ...(same(smallOf(old), smallOf(now)) ? [] : ['changed in detail']),
        ...(old.force === now.force ? [] : [`${now.force}, until now ${old.force}`]),
        ...(old.source === now.source ? [] : [`source ${now.source}, until now ${old.source}`]),
      ];
      return sorts.map((sort) => ({ sort, key }));
    }),
  ];
  const sorts = Map.groupBy(found, ({ sort }) => sort);
  return [...sorts].map(([sort, own]) => ({
    whom: 'Wording',
    says: `${sort}: ${together(own.map(({ key }) => key))}`,
  }));
}
