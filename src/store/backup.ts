import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';
import { endEveryHallway } from './hallway.ts';
import type { Place } from './open.ts';
import { connect } from './postgres-connection.ts';
import { exportPostgres, importPostgres } from './postgres-copy.ts';
import { copySqlite, whole } from './sqlite-copy.ts';
import { databaseFile, schemaHere, schemaOf } from './sqlite-database.ts';

/**
 * Copies the store at `place` to the file `to`, of one moment, while its servers go on. The file is a SQLite database
 * whatever the engine, mode 0600. Throws `StoreError`: `missing`, `exists`.
 */
export async function backUp(place: Place, to: string): Promise<void> {
  if (place.databaseUrl === undefined) {
    copySqlite(join(place.dataDir, databaseFile), to);
    return;
  }
  const connections = connect(place.databaseUrl);
  try {
    await exportPostgres(connections, to);
  } finally {
    await connections.end({ timeout: 5 });
  }
}

/**
 * Puts a backup where nothing is yet. Everybody has to unlock again: sessions of the day of the backup do not come
 * back. Throws `StoreError`: `missing`, `bad-backup`, `exists`.
 */
export async function restoreInto(from: string, place: Place): Promise<void> {
  requireSound(from);
  if (place.databaseUrl === undefined) {
    restoreSqlite(from, place.dataDir);
    return;
  }
  const connections = connect(place.databaseUrl);
  try {
    await importPostgres(from, connections);
  } finally {
    await connections.end({ timeout: 5 });
  }
}

function restoreSqlite(from: string, folder: string): void {
  const to = join(folder, databaseFile);
  // A journal without its database is somebody's too, and SQLite would play it into ours.
  if (['', '-wal', '-journal'].some((end) => existsSync(`${to}${end}`))) {
    throw new StoreError('exists', `There is data in ${folder} already; restore into an empty data folder.`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  whole(to, (part) => {
    copyFileSync(from, part);
    const database = new DatabaseSync(part);
    try {
      database.exec(`pragma secure_delete = on; delete from session; ${endEveryHallway}`);
    } finally {
      database.close();
    }
  });
}

/** A file that SQLite finds whole, with exactly the schema of this version. */
function requireSound(path: string): void {
  if (!existsSync(path)) throw new StoreError('missing', `There is no file ${path}.`);
  const problem = problemOf(path);
  if (problem !== null) throw new StoreError('bad-backup', `${path} is no sound backup: ${problem}.`);
}

function problemOf(path: string): string | null {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const [check] = database.prepare('pragma integrity_check').all();
    if (check?.['integrity_check'] !== 'ok') return 'its pages are damaged';
    if (schemaOf(database) !== schemaHere()) return 'it has not the schema of this version of Recourse';
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    database?.close();
  }
}
