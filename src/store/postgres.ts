import postgres from 'postgres';
import { operations, storeOver, type Mode, type Name } from './operations.ts';
import { connect, migrate, sqlOver } from './postgres-connection.ts';
import { exportPostgres } from './postgres-copy.ts';
import { readAs } from './postgres-reader.ts';
import type { Connections } from './postgres-types.ts';
import { Undo, type Sql } from './sql.ts';

const attempts = 8;
/** Serialisation failure and deadlock: the transaction left nothing behind and may simply run again. */
const transient = new Set(['40001', '40P01']);

/** Where a transaction is needed at all, and of what kind. */
const begin: { readonly [M in Mode]: string } = {
  look: 'read only',
  read: 'isolation level repeatable read read only',
  write: '',
};

async function once(connections: Connections, name: Name, args: readonly unknown[]): Promise<unknown> {
  const { mode, reader, run } = operations[name];
  const bound = (sql: Sql): Promise<unknown> =>
    (run as (sql: Sql, ...rest: readonly unknown[]) => Promise<unknown>)(sql, ...args);
  if (reader === 'nobody' && mode === 'look') return bound(sqlOver(connections));
  return connections.begin(begin[mode], async (sql) => {
    if (reader === 'nobody') return bound(sqlOver(sql));
    // `operations.ts` sees to it that these are the first two of a member's operation.
    const [org, member] = reader === 'member' ? (args as readonly [string, string]) : [];
    // Both are on their way at once; the connection takes one after the other.
    const [, answer] = await Promise.all([readAs(sql, reader, org, member), bound(sqlOver(sql))]);
    return answer;
  });
}

/** Runs again what a deadlock or a serialisation failure undid, a bounded number of times. */
async function running(connections: Connections, name: Name, args: readonly unknown[]): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(connections, name, args);
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
