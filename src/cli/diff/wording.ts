import type { Procedure } from '#domain/procedure/procedure.ts';
import { clausesOf } from '#domain/procedure/published.ts';
import type { Change, Pair } from './pair.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

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

/** `handling: danger, unsure; urgency: threat`, of keys as `handling: danger`. */
function together(keys: readonly string[]): string {
  const lists = Map.groupBy(keys, (key) => key.slice(0, key.indexOf(': ')));
  return [...lists]
    .map(([list, own]) => `${list}: ${own.map((key) => key.slice(list.length + 2)).join(', ')}`)
    .join('; ');
}

/** What is worded otherwise, binds otherwise or comes from elsewhere: one line for each sort of change. */
export function wordingChanges({ a, b }: Pair): readonly Change[] {
  const [before, after] = [wordedIn(a), wordedIn(b)];
  const only = (one: ReadonlyMap<string, Worded>, other: ReadonlyMap<string, Worded>): readonly string[] =>
    [...one.keys()].filter((key) => !other.has(key) && !toldAbove.test(key));
  const found = [
    ...only(before, after).map((key) => ({ sort: 'gone', key })),
    ...only(after, before).map((key) => ({ sort: 'new', key })),
    ...[...after].flatMap(([key, now]) => {
      const old = before.get(key);
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
