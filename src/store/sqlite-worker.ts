import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { copySqlite } from './sqlite-copy.ts';
import { StoreError, type StoreProblem } from './errors.ts';
import { operations, type Name } from './operations.ts';
import { databaseFile, migrate, openDatabase, SqliteSql } from './sqlite-database.ts';
import { Undo } from './sql.ts';

/** What the thread is started for: to serve a data folder, or to copy it once while another thread serves. */
export type Work = { readonly serve: string } | { readonly copy: string; readonly to: string };

export interface Ask {
  readonly id: number;
  /** `null`: close. */
  readonly name: Name | null;
  readonly args: readonly unknown[];
}

export interface Failure {
  readonly message: string;
  readonly code?: StoreProblem;
}

/** `id` −1: opening, or the copy. */
export type Answer = { readonly id: number } & ({ readonly answer: unknown } | { readonly failed: Failure });

/** How many asks share one transaction at most, so that no answer waits long for the others. */
const groupSize = 64;

const failureOf = (error: unknown): Failure => ({
  message: error instanceof Error ? error.message : String(error),
  ...(error instanceof StoreError && { code: error.code }),
});

/**
 * One process has a data folder: the lock is SQLite's own, on a file beside the database, so that it goes with the
 * process whatever ends it, and a backup may still read the database from outside.
 */
function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, 'recourse.lock'));
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive');
    return lock;
  } catch {
    lock.close();
    throw new StoreError('in-use', `The data folder ${folder} is in use by another Recourse process.`);
  }
}

class Engine {
  readonly #lock: DatabaseSync;
  readonly #database: DatabaseSync;
  readonly #sql: SqliteSql;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#lock = lockFolder(folder);
    this.#database = openDatabase(join(folder, databaseFile));
    migrate(this.#database);
    this.#sql = new SqliteSql(this.#database);
  }

  /**
   * [Note: Group commit] All asks that waited go into one transaction, each within its own savepoint, and are answered
   * after the one commit: so many are made durable by one flush to the disk, and none is acknowledged before it.
   */
  async together(asks: readonly Ask[]): Promise<readonly Answer[]> {
    try {
      this.#database.exec('begin');
      const answers: Answer[] = [];
      for (const ask of asks) answers.push(await this.#one(ask));
      this.#database.exec('commit');
      this.#forgetJournal();
      return answers;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      return asks.map(({ id }) => ({ id, failed: failureOf(error) }));
    }
  }

  async #one({ id, name, args }: Ask): Promise<Answer> {
    if (name === null) return { id, answer: null };
    this.#database.exec('savepoint one');
    try {
      const run = operations[name].run as (sql: SqliteSql, ...args: readonly unknown[]) => Promise<unknown>;
      const answer = await run(this.#sql, ...args);
      this.#database.exec('release one');
      return { id, answer };
    } catch (error) {
      // A full or broken disk ends the whole transaction: then nobody in it may be acknowledged.
      if (!this.#database.isTransaction) throw error;
      this.#database.exec('rollback to one; release one');
      return error instanceof Undo ? { id, answer: error.answer } : { id, failed: failureOf(error) };
    }
  }

  #forgetJournal(): void {
    if (!this.#sql.lingering) return;
    this.#sql.lingering = false;
    this.#database.exec('pragma wal_checkpoint(truncate)');
  }

  close(): void {
    this.#database.close();
    this.#lock.close();
  }
}

function serve(port: NonNullable<typeof parentPort>, folder: string): void {
  const engine = new Engine(folder);
  let waiting: Ask[] = [];
  let busy = false;
  const work = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
        waiting.push(next.message as Ask);
      }
      const group = waiting.slice(0, groupSize);
      waiting = waiting.slice(groupSize);
      const closing = group.some((ask) => ask.name === null);
      const answers = await engine.together(group);
      if (closing) engine.close();
      for (const answer of answers) port.postMessage(answer);
      if (closing) port.close();
    }
    busy = false;
  };
  port.on('message', (ask: Ask) => {
    waiting.push(ask);
    if (!busy) void work();
  });
}

if (parentPort !== null) {
  const port = parentPort;
  const work = workerData as Work;
  try {
    if ('serve' in work) serve(port, work.serve);
    else copySqlite(work.copy, work.to);
    port.postMessage({ id: -1, answer: null } satisfies Answer);
  } catch (error) {
    port.postMessage({ id: -1, failed: failureOf(error) } satisfies Answer);
    port.close();
  }
}
