import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { StoreError } from './errors.ts';
import { guards, migrationsAfter, migrationTable } from './migrations.ts';
import type { Sql, Value } from './sql.ts';

export const databaseFile = 'recourse.sqlite';

/** What an acknowledged report rests on, and what SQLite must answer when asked back. */
const pragmas: Readonly<Record<string, readonly [set: string, read: string | number]>> = {
  journal_mode: ['wal', 'wal'],
  synchronous: ['full', 2],
  foreign_keys: ['on', 1],
  secure_delete: ['on', 1],
  busy_timeout: ['5000', 5000],
  // 16 MB, taken as it is needed: with many reports stored, new rows land all over the tables.
  cache_size: ['-16384', -16384],
};

/** Opens the database read-write for its only writer, and refuses an engine that does not keep the settings. */
export function openDatabase(path: string): DatabaseSync {
  // Before SQLite would make it: its journals take over the mode of the file.
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path);
  for (const [name, [set, read]] of Object.entries(pragmas)) {
    database.exec(`pragma ${name} = ${set}`);
    const [answer] = database.prepare(`pragma ${name}`).all();
    const is = answer === undefined ? undefined : Object.values(answer)[0];
    if (is !== read)
      throw new StoreError('unsafe', `SQLite does not keep "${name} = ${set}" here (it is ${String(is)}).`);
  }
  return database;
}

export function migrate(database: DatabaseSync): void {
  database.exec(`begin immediate; ${migrationTable}`);
  try {
    const applied = database.prepare('select name from migration').all();
    for (const { name, text } of migrationsAfter(applied.map((row) => String(row['name'])))) {
      database.exec(text);
      database.prepare('insert into migration (name) values ($name)').run({ $name: name });
    }
    database.exec(`${guards('sqlite')}; commit`);
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

/** The schema as SQLite wrote it down, one statement after another, to compare and to publish (db/schema.sql). */
export function schemaOf(database: DatabaseSync): string {
  const rows = database
    .prepare(
      `select sql from sqlite_schema where sql is not null order by type = 'trigger', tbl_name, type <> 'table', name`,
    )
    .all();
  return rows.map((row) => `${String(row['sql'])};\n`).join('');
}

/** The schema that the migrations of this version make. */
export function schemaHere(): string {
  const database = new DatabaseSync(':memory:');
  try {
    migrate(database);
    return schemaOf(database);
  } finally {
    database.close();
  }
}

/** More distinct texts than the program has; a bound all the same. */
const statementsKept = 400;

/**
 * `Sql` over one connection. `.all()` and `.run()` only: a `.get()` on `returning` leaves a statement open and stops
 * checkpoints.
 */
export class SqliteSql implements Sql {
  /** Set by `erased`: the engine empties the write-ahead log after the commit. */
  lingering = false;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async all<Row>(text: string, values: readonly Value[] = []): Promise<readonly Row[]> {
    return this.#statement(text).all(named(values)) as unknown as readonly Row[];
  }

  async run(text: string, values: readonly Value[] = []): Promise<void> {
    this.#statement(text).run(named(values));
  }

  erased(): void {
    this.lingering = true;
  }

  #statement(text: string): StatementSync {
    const kept = this.#statements.get(text);
    if (kept !== undefined) return kept;
    if (this.#statements.size >= statementsKept) this.#statements.clear();
    const statement = this.#database.prepare(text.replace('for update skip locked', ''));
    this.#statements.set(text, statement);
    return statement;
  }
}

const named = (values: readonly Value[]): { [name: string]: Value } =>
  Object.fromEntries(values.map((value, i) => [`$${i + 1}`, value]));
