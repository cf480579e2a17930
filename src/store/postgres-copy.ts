import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';
import { endEveryHallway } from './hallway.ts';
import { migrate as migratePostgres, sqlOver } from './postgres-connection.ts';
import { readAs } from './postgres-reader.ts';
import type { Connections } from './postgres-types.ts';
import { insert, type Value } from './sql.ts';
import { beginWhole } from './sqlite-copy.ts';
import { migrate as migrateSqlite, SqliteSql } from './sqlite-database.ts';

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** How many rows are held in memory at once: few where each may be a file of 25 MB. */
  readonly atOnce: number;
}

/** Every table of the schema but `migration`, which each side writes for itself. */
function tablesOf(database: DatabaseSync): readonly Table[] {
  const names = database.prepare(`select name from sqlite_schema where type = 'table' and name <> 'migration'`).all();
  return names.map((row) => {
    const name = String(row['name']);
    const columns = database.prepare('select name, type from pragma_table_info($name)').all({ $name: name });
    const heavy = columns.some((column) => String(column['type']).toLowerCase() === 'bytea');
    return { name, columns: columns.map((column) => String(column['name'])), atOnce: heavy ? 4 : 500 };
  });
}

const into = ({ name, columns }: Table): string => `${name} (${columns.join(', ')})`;
const valuesOf = ({ columns }: Table, row: object): readonly Value[] =>
  columns.map((column) => (row as { readonly [column: string]: Value })[column] ?? '');

/** One moment of the whole database, while others write, as a SQLite file of the same schema. */
export async function exportPostgres(connections: Connections, to: string): Promise<void> {
  const { part, done } = beginWhole(to);
  const database = new DatabaseSync(part);
  try {
    // Nobody else reads the file before it is whole and flushed.
    database.exec('pragma journal_mode = off; pragma synchronous = off');
    migrateSqlite(database);
    const target = new SqliteSql(database);
    await connections.begin('isolation level repeatable read read only', async (sql) => {
      await readAs(sql, 'server');
      for (const table of tablesOf(database)) {
        const rows = sql.unsafe(`select ${table.columns.join(', ')} from ${table.name}`).cursor(table.atOnce);
        for await (const some of rows) {
          database.exec('begin');
          await insert(
            target,
            into(table),
            some.map((row) => valuesOf(table, row)),
          );
          database.exec('commit');
        }
      }
    });
    database.close();
    done();
  } finally {
    if (database.isOpen) database.close();
    rmSync(part, { force: true });
  }
}

/** The other way, into a database that has none of our tables yet; all or nothing. Sessions stay behind. */
export async function importPostgres(from: string, connections: Connections): Promise<void> {
  const database = new DatabaseSync(from, { readOnly: true });
  try {
    await connections.begin(async (sql) => {
      const [there] = await sql<{ there: boolean }[]>`select to_regclass('migration') is not null as there`;
      if (there?.there !== false) {
        throw new StoreError('exists', 'There is data in this database already; restore into an empty one.');
      }
      await migratePostgres(sql);
      const target = sqlOver(sql);
      for (const table of tablesOf(database).filter(({ name }) => name !== 'session')) {
        const send = (some: readonly (readonly Value[])[]): Promise<unknown> => insert(target, into(table), some);
        const batch: (readonly Value[])[] = [];
        for (const row of database.prepare(`select ${table.columns.join(', ')} from ${table.name}`).iterate()) {
          batch.push(valuesOf(table, row));
          if (batch.length === table.atOnce) await send(batch.splice(0));
        }
        await send(batch);
      }
      await target.run(endEveryHallway);
    });
  } finally {
    database.close();
  }
}
