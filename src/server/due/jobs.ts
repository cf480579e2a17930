import type { Job, NewJob } from '#store/job-store.ts';
import type { Store } from '#store/store.ts';
import type { Logger } from '../log.ts';
import { keptFor } from './job-names.ts';

/** What became of a job: it is over, it is tried again later, or its time has not come (ms). `payload`: what it then carries. */
export type Outcome = 'over' | 'again' | { readonly at: number; readonly payload?: string };
export type Handlers = Readonly<Record<NewJob['kind'], (job: Job) => Promise<Outcome>>>;

const leaseMs = 60_000;
/** The lease of what is under way is made longer so often, ms: it runs out where the process ended. */
const heldEvery = leaseMs / 3;
const atOnce = 20;
const longestWait = 3_600_000;
const tidyEvery = 3_600_000;
/** What takes longer than this, ms, is left to end by itself: a server that hangs keeps nobody else from being woken. */
const patience = 3_000;
/** So many may be under way; and one that never ends is given up after this, ms, and comes again by its lease. */
const inHandAtMost = 100;
const givenUpAfter = 5 * leaseMs;

/** Half a minute, doubling to an hour. */
export const waitAfter = (tries: number): number => Math.min(longestWait, 30_000 * 2 ** Math.min(tries, 10));

/** Until it is done, or for so long, ms; it goes on by itself. */
async function waitFor(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise((done) => {
    timer = setTimeout(done, ms).unref();
  });
  await Promise.race([work, waited]);
  clearTimeout(timer);
}

export interface JobLoop {
  /** Something was queued: look now, not at the next turn. */
  poke(): void;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

/**
 * Works through the job table: claimed with a lease, at least once, so every handler must bear a second time. Several
 * processes may run it on one database: each job is one's at a time, while that one lives. `everyMs` finds what no poke
 * told of; `holdEvery`: ms.
 */
export function jobLoop(
  { store, now, log }: { readonly store: Store; readonly now: () => number; readonly log: Logger },
  handlers: Handlers,
  everyMs = 5_000,
  holdEvery = heldEvery,
): JobLoop {
  let stopped = false;
  let again = false;
  let forgotten = 0;
  let running: Promise<void> | null = null;
  const inHand = new Map<string, Promise<void>>();
  const held = (job: Job): (() => void) => {
    const timer = setInterval(() => {
      store.holdJob(job.id, job.tries, now() + leaseMs).catch(() => log({ code: 'jobs-stopped' }));
    }, holdEvery);
    timer.unref();
    return () => clearInterval(timer);
  };

  const one = async (job: Job): Promise<void> => {
    const outcome = await handlers[job.kind](job).catch((): Outcome => {
      log({ code: 'job-failed', where: job.kind });
      return 'again';
    });
    if (outcome === 'over') return store.finishJob(job.id, now());
    const { at, ...carried } = outcome === 'again' ? { at: now() + waitAfter(job.tries) } : outcome;
    return store.retryJob(job.id, at, { tries: job.tries, ...carried });
  };
  /** One that is still under way when its lease is over is not begun a second time here. */
  const begin = (job: Job): Promise<void> => {
    const begun = inHand.get(job.id);
    if (begun !== undefined) return begun;
    const free = held(job);
    const work = waitFor(one(job), givenUpAfter)
      .catch(() => log({ code: 'jobs-stopped' }))
      .finally(() => {
        free();
        inHand.delete(job.id);
      });
    inHand.set(job.id, work);
    return work;
  };
  const tidied = async (): Promise<void> => {
    if (now() - forgotten < tidyEvery) return;
    forgotten = now();
    await store.forgetJobs(now() - keptFor);
  };
  const turn = async (): Promise<void> => {
    again = false;
    await tidied();
    const room = Math.min(atOnce, inHandAtMost - inHand.size);
    const jobs = room > 0 ? await store.claimJobs(now(), leaseMs, room) : [];
    await waitFor(Promise.all(jobs.map(begin)), patience);
    if (!stopped && (again || (room > 0 && jobs.length === room))) await turn();
  };
  const poke = (): void => {
    if (stopped) return;
    if (running !== null) {
      again = true;
      return;
    }
    running = turn()
      .catch(() => log({ code: 'jobs-stopped' }))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(poke, everyMs);
  timer.unref();
  return {
    poke,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
      await Promise.all(inHand.values());
    },
  };
}
