import type { Job, NewJob, Store } from '#store/store.ts';
import type { Logger } from '../log.ts';
import { keptFor } from './job-names.ts';

/** What became of a job: it is over, it is tried again later, or its time has not come (ms). */
export type Outcome = 'over' | 'again' | { readonly at: number };
export type Handlers = Readonly<Record<NewJob['kind'], (job: Job) => Promise<Outcome>>>;

const leaseMs = 60_000;
const atOnce = 20;
const longestWait = 3_600_000;
const tidyEvery = 3_600_000;

/** Half a minute, doubling to an hour. */
export const waitAfter = (tries: number): number => Math.min(longestWait, 30_000 * 2 ** Math.min(tries, 10));

export interface JobLoop {
  /** Something was queued: look now, not at the next turn. */
  poke(): void;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

/**
 * Works through the job table: claimed with a lease, at least once, so every handler must bear a second time. Several
 * processes may run it on one database. `everyMs` finds what no poke told of.
 */
export function jobLoop(
  { store, now, log }: { readonly store: Store; readonly now: () => number; readonly log: Logger },
  handlers: Handlers,
  everyMs = 5_000,
): JobLoop {
  let stopped = false;
  let again = false;
  let forgotten = 0;
  let running: Promise<void> | null = null;

  const one = async (job: Job): Promise<void> => {
    const outcome = await handlers[job.kind](job).catch((): Outcome => {
      log({ code: 'job-failed', where: job.kind });
      return 'again';
    });
    if (outcome === 'over') return store.finishJob(job.id, now());
    return store.retryJob(job.id, outcome === 'again' ? now() + waitAfter(job.tries) : outcome.at);
  };
  const tidied = async (): Promise<void> => {
    if (now() - forgotten < tidyEvery) return;
    forgotten = now();
    await store.forgetJobs(now() - keptFor);
  };
  const turn = async (): Promise<void> => {
    again = false;
    await tidied();
    const jobs = await store.claimJobs(now(), leaseMs, atOnce);
    await Promise.all(jobs.map(one));
    if (!stopped && (again || jobs.length === atOnce)) await turn();
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
    },
  };
}
