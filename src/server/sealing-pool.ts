import { Worker } from 'node:worker_threads';
import type { Verified } from '#domain/record/header.ts';
import type { Birth, BirthInput } from '#seal/birth.ts';
import type { Move, MoveInput, Reply, ReplyInput } from '#seal/mailbox.ts';
import type { MailboxKeys } from '#seal/words.ts';
import { large, largeInTurn, type InTurn } from './large.ts';
import { work, type Answered, type Asked, type Results, type Task } from './sealing-worker.ts';

/** What the server does with text that arrived in clear, away from the thread that answers. [Note: Sealing on arrival] */
export interface Sealer {
  /**
   * Keys from the entropy of eight words. Null when too many wait: say "busy" and keep what was typed. Guesses on the
   * words page (`guess`) stand in a line of their own, so that they never hold up a report.
   */
  keys(entropy: Uint8Array, salt: string, line: 'report' | 'guess'): Promise<MailboxKeys | null>;
  birth(input: BirthInput): Promise<Birth>;
  reply(input: ReplyInput): Promise<Reply>;
  move(input: MoveInput): Promise<Move>;
  /** Bodies of mailbox files in the order given; null for one that is damaged. */
  open(
    keys: MailboxKeys,
    files: readonly { readonly entry: Verified; readonly bytes: Uint8Array }[],
  ): Promise<readonly (Uint8Array | null)[]>;
  /** Before anything large is read and sealed: one at a time. */
  readonly inTurn: InTurn;
  close(): Promise<void>;
}

/** At most `atOnce` run and `most` wait; beyond that null, at once. */
export function boundedLine(atOnce: number, most: number): <T>(run: () => Promise<T>) => Promise<T | null> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (running >= atOnce) {
      if (waiting.length >= most) return null;
      await new Promise<void>((go) => {
        waiting.push(go);
      });
    } else running++;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}

type Run = <D extends Task['do']>(task: Extract<Task, { do: D }>) => Promise<Results[D]>;

function sealerOn(run: Run, close: () => Promise<void>): Sealer {
  const line = { report: boundedLine(2, 500), guess: boundedLine(2, 50) };
  return {
    keys: (entropy, salt, which) => line[which](() => run({ do: 'keys', entropy, salt })),
    birth: (input) => run({ do: 'birth', input }),
    reply: (input) => run({ do: 'reply', input }),
    move: (input) => run({ do: 'move', input }),
    open: (keys, files) => run({ do: 'open', keys, files }),
    inTurn: largeInTurn(),
    close,
  };
}

/** Seals in the thread that calls: for tests. */
export function sealerHere(): Sealer {
  const run: Run = async <D extends Task['do']>(task: Extract<Task, { do: D }>) => (await work(task)) as Results[D];
  return sealerOn(run, async () => {});
}

function isLarge(task: Task): boolean {
  if (task.do !== 'birth' && task.do !== 'reply') return false;
  return task.input.files.reduce((sum, { bytes }) => sum + bytes.length, 0) >= large;
}

interface Waiting {
  readonly large: boolean;
  readonly done: (result: Results[Task['do']]) => void;
  readonly failed: (error: Error) => void;
}

class Hand {
  readonly #file: URL;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #next = 0;

  constructor(file: URL) {
    this.#file = file;
  }

  get load(): number {
    return this.#waiting.size;
  }

  #start(): Worker {
    const worker = new Worker(this.#file);
    worker.unref();
    worker.on('message', (answer: Answered) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      // What it took to seal something large goes with it.
      if (waiting?.large === true && this.#waiting.size === 0) this.#leave();
      if ('failed' in answer) waiting?.failed(new Error(answer.failed));
      else waiting?.done(answer.result);
    });
    const lost = (): void => {
      // One that was left before: what waits by now is another's.
      if (this.#worker !== worker) return;
      this.#worker = null;
      for (const waiting of this.#waiting.values()) waiting.failed(new Error('sealing-worker-lost'));
      this.#waiting.clear();
    };
    worker.on('error', lost);
    worker.on('exit', lost);
    return worker;
  }

  run(task: Task): Promise<Results[Task['do']]> {
    const worker = (this.#worker ??= this.#start());
    const id = this.#next++;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed, large: isLarge(task) });
      worker.postMessage({ id, task } satisfies Asked);
    });
  }

  #leave(): void {
    const old = this.#worker;
    this.#worker = null;
    void old?.terminate();
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }
}

/** `file`: the built `sealing-worker`. Workers start with the first task and start again after a crash. */
export function sealingPool(file: URL, size = 2): Sealer {
  const hands = Array.from({ length: size }, () => new Hand(file));
  const run: Run = async <D extends Task['do']>(task: Extract<Task, { do: D }>) => {
    const free = hands.toSorted((a, b) => a.load - b.load)[0];
    if (free === undefined) throw new Error('no-sealing-worker');
    return (await free.run(task)) as Results[D];
  };
  return sealerOn(run, async () => {
    await Promise.all(hands.map((hand) => hand.close()));
  });
}
