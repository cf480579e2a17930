export type Value = string | number | Uint8Array;

/**
 * What an operation may ask of an engine. One text for both: `$1` placeholders, columns renamed by `as "camelCase"`.
 * Calls of one operation run one after the other, inside its transaction.
 */
export interface Sql {
  all<Row>(text: string, values?: readonly Value[]): Promise<readonly Row[]>;
  run(text: string, values?: readonly Value[]): Promise<void>;
  /** Bytes were deleted for good: no copy of them may linger in the engine's journal after the commit. */
  erased(): void;
}

/** Thrown inside an operation: all it wrote is taken back, and the caller gets `answer` (a value, no exception). */
export class Undo extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super('undone');
    this.answer = answer;
  }
}

/** Far below the least limit of placeholders in a statement (SQLite: 32,766), and few distinct texts to prepare. */
const rowsAtOnce = 50;

/** `insert into` any number of rows; `tail` is an `on conflict …` or `returning …`. Answers what is returned. */
export async function insert<Row>(
  sql: Sql,
  into: string,
  rows: readonly (readonly Value[])[],
  tail = '',
): Promise<readonly Row[]> {
  const returned: Row[] = [];
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce);
    let place = 0;
    const tuples = some.map((row) => `(${row.map(() => `$${++place}`).join(', ')})`);
    returned.push(...(await sql.all<Row>(`insert into ${into} values ${tuples.join(', ')} ${tail}`, some.flat())));
  }
  return returned;
}

export async function first<Row>(sql: Sql, text: string, values: readonly Value[] = []): Promise<Row | null> {
  return (await sql.all<Row>(text, values))[0] ?? null;
}

/**
 * The condition that `rows` (what follows `from`) has one, to be looked up by key for each row it stands in.
 * The `offset` keeps PostgreSQL from making a join or a hash of it: its policies would then be asked about every row
 * of the other table.
 */
export const some = (rows: string): string => `exists (select 1 from ${rows} limit 1 offset 0)`;
