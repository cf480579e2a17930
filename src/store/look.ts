import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';
import { migrationsAfter } from './migrations.ts';
import type { Place } from './open.ts';
import { operations, storeOver, type Name } from './operations.ts';
import { connect, sqlOver } from './postgres-connection.ts';
import { readAs } from './postgres-reader.ts';
import { databaseFile, openDatabase, SqliteSql } from './sqlite-database.ts';
import type { Sql } from './sql.ts';
import type { Store } from './store.ts';

/** What may be asked of a store without changing it, while its servers run or do not. */
export interface Looked {
  readonly store: Store;
  /** How far the database's clock is ahead of ours, ms; 0 where it is the same one. */
  readonly ahead: number;
  /** Whether its schema is that of this version. */
  readonly current: boolean;
  readonly close: () => Promise<void>;
}

type Run = (sql: Sql, ...args: readonly unknown[]) => Promise<unknown>;

const notHere = (): Promise<never> => Promise.reject(new StoreError('missing', 'This way in only looks.'));

/** Opens the store to look at it and nothing else: no file is made, and no schema changed. Throws `StoreError`:
 * `missing`, `newer`. */
export async function lookInto(place: Place): Promise<Looked> {
  return place.databaseUrl === undefined ? lookIntoSqlite(place.dataDir) : lookIntoPostgres(place.databaseUrl);
}

function lookIntoSqlite(folder: string): Looked {
  const file = join(folder, databaseFile);
  if (!existsSync(file)) throw new StoreError('missing', `There is no database at ${file}.`);
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  const sql = new SqliteSql(database);
  const close = async (): Promise<void> => database.close();
  const store = storeOver((name: Name, args) => (operations[name].run as Run)(sql, ...args), {
    backup: notHere,
    close,
  });
  try {
    const applied = database.prepare('select name from migration').all();
    const current = migrationsAfter(applied.map(({ name }) => String(name))).length === 0;
    return { store, ahead: 0, current, close };
  } catch (error) {
    database.close();
    throw error;
  }
}

async function lookIntoPostgres(url: string): Promise<Looked> {
  const connections = connect(url);
  const close = (): Promise<void> => connections.end({ timeout: 5 });
  try {
    const before = Date.now();
    const [row] = await connections<{ at: number }[]>`
      select (extract(epoch from clock_timestamp()) * 1000)::bigint as at`;
    const middle = (before + Date.now()) / 2;
    const applied = await connections<{ name: string }[]>`select name from migration`;
    const current = migrationsAfter(applied.map(({ name }) => name)).length === 0;
    const store = storeOver(
      (name: Name, args) =>
        connections.begin('read only', async (sql) => {
          await readAs(sql, 'server');
          return (operations[name].run as Run)(sqlOver(sql), ...args);
        }),
      { backup: notHere, close },
    );
    return { store, ahead: Math.round((row?.at ?? middle) - middle), current, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Whether this folder keeps what an acknowledged report rests on: a database is made in it, asked back, and removed. Says
 * what is wrong, or `''`.
 */
export function folderKeeps(folder: string): string {
  const file = join(folder, `look-${process.pid}-${Date.now()}.sqlite`);
  try {
    const database = openDatabase(file);
    database.exec('create table look (it text); insert into look values (1)');
    database.close();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
  }
}
