import { DatabaseSync } from 'node:sqlite';
import { operations, storeOver } from '#store/operations.ts';
import { Undo } from '#store/sql.ts';
import { migrate, SqliteSql } from '#store/sqlite-database.ts';
import type { Store } from '#store/store.ts';

/** The real operations over the real SQLite, in memory and in this thread. */
export interface InMemory {
  readonly store: Store;
  /** Beside the store: what an operator has. */
  readonly database: DatabaseSync;
  /** Every operation asked for since the last look, in order. */
  readonly asked: () => readonly string[];
}

export function storeInMemory(): InMemory {
  const database = new DatabaseSync(':memory:');
  migrate(database);
  const sql = new SqliteSql(database);
  let names: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const run = async (name: keyof typeof operations, args: readonly unknown[]): Promise<unknown> => {
    database.exec('begin');
    try {
      const operation = operations[name].run as (on: SqliteSql, ...given: readonly unknown[]) => Promise<unknown>;
      const answer = await operation(sql, ...args);
      database.exec('commit');
      return answer;
    } catch (error) {
      if (database.isTransaction) database.exec('rollback');
      if (error instanceof Undo) return error.answer;
      throw error;
    }
  };
  // One after the other, as the storage thread does it.
  const ask = (name: keyof typeof operations, args: readonly unknown[]): Promise<unknown> => {
    names.push(name);
    const mine = last.then(() => run(name, args));
    last = mine.catch(() => undefined);
    return mine;
  };
  const store = storeOver(ask, {
    backup: async () => undefined,
    async close() {
      await last;
      database.close();
    },
  });
  return {
    store,
    database,
    asked() {
      const these = names;
      names = [];
      return these;
    },
  };
}
