import { staffPaths } from '#wire/staff-paths.ts';
import url from './keys.worker.ts?worker&url';
import type { Answered, Call, Verbs } from './protocol.ts';

const ours: readonly string[] = [url, staffPaths.deskWaking];

const policy = globalThis.trustedTypes?.createPolicy('desk', {
  createScriptURL(asked) {
    if (!ours.includes(asked)) throw new TypeError('not ours');
    return asked;
  },
}) ?? { createScriptURL: (asked: string): unknown => asked };

/** The URL of what wakes, as this page may register it. */
export const wakingUrl = (): string => policy.createScriptURL(staffPaths.deskWaking) as string;

/**
 * The Worker with the keys, as a page sees it. It starts with the first verb; `lock` ends it, and with it every key and
 * every plain text.
 */
export interface Keys extends Verbs {
  /** Somebody is at the desk. */
  readonly stay: () => void;
  readonly lock: () => void;
  /**
   * Called just before the Worker ends by `lock`: the last moment to hand over what is to be kept; true if something was.
   * Returns how to stop being called.
   */
  readonly beforeLock: (hand: () => boolean) => () => void;
  /** Called when the Worker locked itself. Returns how to stop being called. */
  readonly whenLocked: (told: () => void) => () => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: Error) => void;
}

/** How long a Worker may take to lay down a text that was handed over as the desk was locked. */
const grace = 1_000;

class Line {
  readonly #hands = new Set<() => boolean>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #told = new Set<() => void>();
  #worker: Worker | null = null;
  #next = 0;

  call(verb: keyof Verbs, given: readonly unknown[]): Promise<unknown> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#next += 1;
      this.#waiting.set(this.#next, { resolve, reject });
      const message: Call = { id: this.#next, verb, given };
      worker.postMessage(message);
    });
  }

  stay(): void {
    this.#worker?.postMessage({ stay: true });
  }

  /** Ends it now; a text that was being typed is laid down first, and nothing else is done or answered. */
  lock(): void {
    const worker = this.#worker;
    const handed = [...this.#hands].map((hand) => hand()).some(Boolean);
    if (worker === null || !handed) return this.end('locked');
    worker.postMessage({ leave: true });
    setTimeout(() => worker.terminate(), grace);
    this.#worker = null;
    return this.end('locked');
  }

  before(hand: () => boolean): () => void {
    this.#hands.add(hand);
    return () => this.#hands.delete(hand);
  }

  end(why: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }

  tell(told: () => void): () => void {
    this.#told.add(told);
    return () => this.#told.delete(told);
  }

  #start(): Worker {
    const worker = new Worker(policy.createScriptURL(url) as string, { type: 'module', name: 'keys' });
    worker.addEventListener('message', ({ data: answer }: MessageEvent<Answered>) => this.#hear(answer));
    worker.addEventListener('error', (event) => this.end(event.message));
    return worker;
  }

  #hear(answer: Answered): void {
    if ('locked' in answer) {
      this.end('locked');
      for (const told of this.#told) told();
      return;
    }
    const one = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('fault' in answer) one?.reject(new Error(answer.fault));
    else one?.resolve(answer.value);
  }
}

export function startKeys(): Keys {
  const line = new Line();
  const own = {
    stay: () => line.stay(),
    lock: () => line.lock(),
    beforeLock: (hand: () => boolean) => line.before(hand),
    whenLocked: (told: () => void) => line.tell(told),
  };
  const isOwn = (name: string): name is keyof typeof own => Object.hasOwn(own, name);
  return new Proxy(own as Keys, {
    get(_own, name: string) {
      if (isOwn(name)) return own[name];
      // A page may hand this object on through promises: it must not look like one.
      if (name === 'then') return undefined;
      return (...given: readonly unknown[]) => line.call(name as keyof Verbs, given);
    },
  });
}
