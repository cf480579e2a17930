import { staffPaths } from '#wire/staff-paths.ts';
import url from './keys.worker.ts?worker&url';
import type { Answered, Call, Stay, Verbs } from './protocol.ts';

const ours: readonly string[] = [url, staffPaths.hallwayWorker];

const policy = globalThis.trustedTypes?.createPolicy('hallway', {
  createScriptURL(asked) {
    if (!ours.includes(asked)) throw new TypeError('not ours');
    return asked;
  },
}) ?? { createScriptURL: (asked: string): unknown => asked };

/** The URL of the service worker, as this page may register it. */
export const hallwayWorkerUrl = (): string => policy.createScriptURL(staffPaths.hallwayWorker) as string;

/** The Worker that locks, as a page sees it. It starts with the first verb. */
export interface Keys extends Verbs {
  /** Somebody is there: what is open stays open. */
  readonly stay: () => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: Error) => void;
}

class Line {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #next = 0;

  call(verb: keyof Verbs, given: readonly unknown[]): Promise<unknown> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    // Only a page may ask; where a browser would rather not, it keeps it as long as it likes.
    if (verb === 'begin') void navigator.storage?.persist?.().catch(() => false);
    return new Promise((resolve, reject) => {
      this.#next += 1;
      this.#waiting.set(this.#next, { resolve, reject });
      const message: Call = { id: this.#next, verb, given };
      worker.postMessage(message);
    });
  }

  stay(): void {
    const message: Stay = { stay: true };
    this.#worker?.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(policy.createScriptURL(url) as string, { type: 'module', name: 'keys' });
    worker.addEventListener('message', ({ data: answer }: MessageEvent<Answered>) => this.#hear(answer));
    worker.addEventListener('error', (event) => this.#end(event.message));
    return worker;
  }

  #end(why: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }

  #hear(answer: Answered): void {
    const one = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('fault' in answer) one?.reject(new Error(answer.fault));
    else one?.resolve(answer.value);
  }
}

export function startKeys(): Keys {
  const line = new Line();
  const own = { stay: () => line.stay() };
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
