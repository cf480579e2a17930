import postgres from 'postgres';
import { operations, storeOver, type Mode, type Name } from './operations.ts';
import { connect, migrate, sqlOver, type Connections } from './postgres-connection.ts';
import { exportPostgres } from './postgres-copy.ts';
import { Undo, type Sql } from './sql.ts';

const attempts = 8;
/** Serialisation failure and deadlock: the transaction left nothing behind and may simply run again. */
const transient = new Set(['40001', '40P01']);

async function inMode(connections: Connections, mode: Mode, run: (sql: Sql) => Promise<unknown>): Promise<unknown> {
  switch (mode) {
    case 'look':
      return run(sqlOver(connections));
    case 'read':
      return connections.begin('isolation level repeatable read read only', (sql) => run(sqlOver(sql)));
    case 'write':
      return connections.begin((sql) => run(sqlOver(sql)));
  }
}

/** Runs again what a deadlock or a serialisation failure undid, a bounded number of times. */
async function running(connections: Connections, name: Name, args: readonly unknown[]): Promise<unknown> {
  const { mode, run } = operations[name];
  const bound = (sql: Sql): Promise<unknown> =>
    (run as (sql: Sql, ...rest: readonly unknown[]) => Promise<unknown>)(sql, ...args);
  for (let attempt = 1; ; attempt++) {
    try {
      return await inMode(connections, mode, bound);
    } catch (error) {
      if (error instanceof Undo) return error.answer;
      const again = error instanceof postgres.PostgresError && transient.has(error.code);
      if (!again || attempt === attempts) throw error;
    }
  }
}

/** Any number of processes may have the same database open. */
export async function openPostgres(url: string): Promise<ReturnType<typeof storeOver>> {
  const connections = connect(url);
  try {
    await connections.begin(migrate);
  } catch (error) {
    await connections.end({ timeout: 0 });
    throw error;
  }
  return storeOver((name, args) => running(connections, name, args), {
    backup: (path) => exportPostgres(connections, path),
    close: () => connections.end({ timeout: 5 }),
  });
}
