import { existsSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ReadProcedure } from '#domain/procedure/read.ts';
import type { ReadText } from './reading-worker.ts';

export type Reading = (texts: readonly ReadText[]) => Promise<readonly ReadProcedure[]>;

/** Reads procedures in a thread of its own: each costs some 50 ms, in which nobody else would be answered. */
export function readingThread(worker: URL): Reading {
  return async (texts) => {
    if (texts.length === 0) return [];
    const thread = new Worker(worker);
    try {
      return await new Promise((answered, failed) => {
        thread.once('message', answered);
        thread.once('error', failed);
        thread.postMessage(texts);
      });
    } finally {
      await thread.terminate();
    }
  };
}

/**
 * What was read when the program was built is not read again: five procedures cost a start 250 ms, and 20 MB for as long
 * as the server runs. By digest, so that a file that was changed since is read like any other.
 */
export function builtFirst(file: string, behind: Reading): Reading {
  if (!existsSync(file)) return behind;
  const built = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, ReadProcedure>>;
  return async (texts) => {
    const rest = texts.filter(({ digest }) => built[digest] === undefined);
    const reads = await behind(rest);
    return texts.map((text) => built[text.digest] ?? reads[rest.indexOf(text)] ?? { problems: [] });
  };
}
