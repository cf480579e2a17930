import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StoreError } from './errors.ts';
import { storeOver } from './operations.ts';
import { databaseFile } from './sqlite-database.ts';
import type { Answer, Ask, Failure, Work } from './sqlite-worker.ts';

// In tests and in dev Node runs the .ts file itself; in the build the worker is an entry beside this file.
const file = `./sqlite-worker${extname(import.meta.url)}`;

function start(work: Work): Worker {
  return new Worker(new URL(/* @vite-ignore */ file, import.meta.url), { workerData: work });
}

function errorOf({ message, code }: Failure): Error {
  return code === undefined ? new Error(message) : new StoreError(code, message);
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

const opening = -1;

/** Opens the data folder in a thread of its own, where every operation runs from its first to its last statement. */
export async function openSqlite(folder: string): Promise<ReturnType<typeof storeOver>> {
  const worker = start({ serve: folder });
  const waiting = new Map<number, Waiting>();
  let gone: Error | null = null;
  let next = 0;

  const wait = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
    });
  const end = (error: Error): void => {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const ask = (name: Ask['name'], args: readonly unknown[]): Promise<unknown> => {
    if (gone !== null) return Promise.reject(gone);
    const id = next++;
    const answered = wait(id);
    worker.postMessage({ id, name, args } satisfies Ask);
    return answered;
  };

  worker.on('message', (message: Answer) => {
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if ('failed' in message) reject?.(errorOf(message.failed));
    else resolve?.(message.answer);
  });
  worker.on('error', (error: unknown) => {
    end(new StoreError('gone', `The storage thread ended: ${error instanceof Error ? error.message : String(error)}`));
  });
  worker.on('exit', () => {
    end(new StoreError('gone', 'The storage thread ended.'));
  });

  await wait(opening);
  return storeOver(ask, {
    backup: (path) => copyInThread(join(folder, databaseFile), path),
    async close() {
      const closed = ask(null, []);
      gone = new StoreError('gone', 'The store is closed.');
      await closed;
      await worker.terminate();
    },
  });
}

function copyInThread(from: string, to: string): Promise<void> {
  const worker = start({ copy: from, to });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Answer) => {
      if ('failed' in message) reject(errorOf(message.failed));
      else resolve();
    });
    worker.on('error', reject);
  });
}
