import { Worker } from 'node:worker_threads';
import { brokenLetter } from './broken.ts';
import type { LetterAsked } from './letter-worker.ts';
import type { Envelope, Letter } from '../letter.ts';
import type { Own } from './read.ts';

/** Reads letters away from the thread that answers. */
export interface LetterReader {
  /**
   * A letter that takes too long, or too much memory, comes back `broken` (the caller has its bytes). Rejects when it is
   * closed before the letter was read: that says nothing of the letter, and it will be handed over again.
   */
  read(raw: Uint8Array, envelope: Envelope, own: Own): Promise<Letter>;
  close(): Promise<void>;
}

interface Waiting {
  readonly task: LetterAsked;
  readonly done: (letter: Letter | null) => void;
}

/** Takes the smallest out of what waits: letters of many megabytes, however many, never stand before a few words. */
function smallest(waiting: Waiting[]): Waiting | undefined {
  let least = 0;
  for (const [at, { task }] of waiting.entries()) {
    if (task.raw.length < (waiting[least]?.task.raw.length ?? 0)) least = at;
  }
  return waiting.splice(least, 1)[0];
}

const tenSeconds = 10_000;
const mostMemory = 512;

/** `file`: the built `letter-worker`. One letter after the other, the smallest first; the thread starts with the first, and again after each it did not survive. */
export function lettersThread(file: URL, limit = tenSeconds): LetterReader {
  let worker: Worker | null = null;
  let reading = false;
  const waiting: Waiting[] = [];
  let closed = false;

  async function leave(): Promise<void> {
    const old = worker;
    worker = null;
    await old?.terminate();
  }

  function started(): Worker {
    const made = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: mostMemory } });
    made.unref();
    // Its end is what counts; an error that nobody listened for would end the server.
    made.on('error', () => {});
    return made;
  }

  async function asked(task: LetterAsked): Promise<Letter | null> {
    const thread = (worker ??= started());
    let clock: NodeJS.Timeout | undefined;
    let lost = (): void => {};
    let answered = (_letter: Letter): void => {};
    try {
      return await new Promise<Letter | null>((done) => {
        lost = () => done(null);
        answered = done;
        clock = setTimeout(lost, limit);
        thread.once('message', answered);
        thread.once('exit', lost);
        thread.postMessage(task);
      });
    } finally {
      clearTimeout(clock);
      thread.off('message', answered);
      thread.off('exit', lost);
    }
  }

  /** Null: closed. */
  async function next(task: LetterAsked): Promise<Letter | null> {
    const letter = closed ? null : await asked(task);
    if (letter !== null || closed) return letter;
    await leave();
    return brokenLetter(task.raw, task.envelope);
  }

  async function work(): Promise<void> {
    if (reading) return;
    reading = true;
    for (let turn = smallest(waiting); turn !== undefined; turn = smallest(waiting)) turn.done(await next(turn.task));
    reading = false;
  }

  return {
    read: (raw, envelope, own) =>
      new Promise((read, failed) => {
        const done = (letter: Letter | null): void => (letter === null ? failed(new Error('closed')) : read(letter));
        waiting.push({ task: { raw, envelope, own }, done });
        void work();
      }),
    async close() {
      closed = true;
      await leave();
    },
  };
}
