import { closeSync, constants, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';

/** Makes `to` by way of a file beside it, mode 0600, flushed before it gets its name: never half a file. */
export function whole(to: string, make: (part: string) => void): void {
  const { part, done } = beginWhole(to);
  try {
    make(part);
    done();
  } finally {
    rmSync(part, { force: true });
  }
}

/** The same for a maker that takes its time: call `done` when `part` is complete, and remove `part` if it never is. */
export function beginWhole(to: string): { readonly part: string; readonly done: () => void } {
  if (existsSync(to)) throw new StoreError('exists', `${to} is there already; nothing was overwritten.`);
  const part = `${to}.part`;
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', 0o600));
  const done = (): void => {
    flush(part);
    renameSync(part, to);
    if (process.platform !== 'win32') flush(dirname(to));
  };
  return { part, done };
}

function flush(path: string): void {
  const file = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** One moment of a database, while its server goes on writing. What was erased before is not in it. */
export function copySqlite(from: string, to: string): void {
  if (!existsSync(from)) throw new StoreError('missing', `There is no database at ${from}.`);
  const database = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
  try {
    whole(to, (part) => {
      database.prepare('vacuum into $to').run({ $to: part });
    });
  } finally {
    database.close();
  }
}
