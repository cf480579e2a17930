import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { brokenLetter } from './broken.ts';
import type { LetterAsked } from './letter-worker.ts';
import type { Envelope, Letter } from '../letter.ts';
import type { Own } from './read.ts';
import { large } from '../../large.ts';

/** Nothing is read now: the thread does not start. It says nothing of the letter, which is to be handed over again. */
export class NotReading extends Error {}

/** Reads letters away from the thread that answers. */
export interface LetterReader {
  /**
   * A letter that takes too long, or too much memory, comes back `broken` (the caller has its bytes). Rejects when it is
   * closed before the letter was read, and with `NotReading` when no thread can be had: that says nothing of the letter,
   * and it will be handed over again.
   */
  read(raw: Uint8Array, envelope: Envelope, own: Own): Promise<Letter>;
  /** Whether letters could be read now. Asked by the clock, so that it says nothing of whether there are any. */
  works(): Promise<boolean>;
  close(): Promise<void>;
}

interface Waiting {
  readonly task: LetterAsked;
  readonly done: (letter: Letter) => void;
  readonly failed: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  /** False: it does not start. */
  readonly starts: Promise<boolean>;
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
/** A thread that said nothing for so long, ms, does not start. */
const toStart = 30_000;
const mostMemory = 512;

function threadOf(file: URL): Thread {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: mostMemory } });
  worker.unref();
  // Its end is what counts; an error that nobody listened for would end the server.
  worker.on('error', () => {});
  const starts = new Promise<boolean>((started) => {
    const late = setTimeout(started, toStart, false);
    const said = (does: boolean) => (): void => {
      clearTimeout(late);
      started(does);
    };
    // The first thing it says is that it is there.
    worker.once('message', said(true));
    worker.once('exit', said(false));
  });
  return { worker, starts };
}

/**
 * `file`: the built `letter-worker`. One letter after the other, the smallest first; the thread starts with the first, and
 * again after each it did not survive. Where it does not start, it is tried anew with each letter, and whenever somebody
 * asks whether it works.
 */
export function lettersThread(file: URL, limit = tenSeconds): LetterReader {
  let thread: Thread | null = null;
  let reading = false;
  let failed = false;
  const waiting: Waiting[] = [];
  let closed = false;

  async function leave(old: Thread | null): Promise<void> {
    if (thread === old) thread = null;
    await old?.worker.terminate();
  }

  function made(): Thread {
    const one = threadOf(file);
    // One that ended between two letters has nothing to do with the next.
    one.worker.once('exit', () => {
      if (thread === one) thread = null;
    });
    return one;
  }

  /** Null: none can be had, or it is closed. */
  async function begun(): Promise<Thread | null> {
    if (closed) return null;
    let one: Thread | null = null;
    try {
      one = thread ??= made();
      failed = !(await one.starts);
    } catch {
      failed = true;
    }
    if (!failed) return one;
    await leave(one);
    return null;
  }

  /** Null: it did not survive the letter. */
  async function asked({ worker }: Thread, task: LetterAsked): Promise<Letter | null> {
    let clock: NodeJS.Timeout | undefined;
    let lost = (): void => {};
    let answered = (_letter: Letter): void => {};
    try {
      return await new Promise<Letter | null>((done) => {
        lost = () => done(null);
        answered = done;
        clock = setTimeout(lost, limit);
        worker.once('message', answered);
        worker.once('exit', lost);
        worker.postMessage(task);
      });
    } finally {
      clearTimeout(clock);
      worker.off('message', answered);
      worker.off('exit', lost);
    }
  }

  async function next(task: LetterAsked): Promise<Letter> {
    const one = await begun();
    if (closed) throw new Error('closed');
    if (one === null) throw new NotReading('no-thread');
    const letter = await asked(one, task);
    if (closed && letter === null) throw new Error('closed');
    // What it took to read something large goes with it.
    if (letter === null || task.raw.length >= large) await leave(one);
    if (letter !== null) return letter;
    return brokenLetter(task.raw, task.envelope);
  }

  async function work(): Promise<void> {
    if (reading) return;
    reading = true;
    for (let turn = smallest(waiting); turn !== undefined; turn = smallest(waiting))
      await next(turn.task).then(turn.done, turn.failed);
    reading = false;
  }

  return {
    read: (raw, envelope, own) =>
      new Promise((done, refused) => {
        waiting.push({ task: { raw, envelope, own }, done, failed: refused });
        void work();
      }),
    async works() {
      if (thread !== null && !failed) return true;
      return (!failed && existsSync(file)) || (await begun()) !== null;
    },
    async close() {
      closed = true;
      await leave(thread);
    },
  };
}
