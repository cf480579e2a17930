import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { jobLoop, type Handlers, type JobLoop, type Outcome } from '#server/due/jobs.ts';
import type { Job, NewJob } from '#store/job-store.ts';
import { openStore } from '#store/open.ts';
import type { Store } from '#store/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'recourse-jobs-'));
const at = Date.parse('2027-05-14T16:00Z');
let store: Store;
let loop: JobLoop;
beforeAll(async () => {
  store = await openStore({ dataDir: folder, rehearsal: true });
});
afterAll(async () => {
  await Promise.race([loop.stop(), Promise.resolve()]);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const job = (id: string): NewJob => ({ id, kind: 'alert', payload: '{}', at });

test('those that nobody ever answers hold up nothing: what is due after them is done within seconds', async () => {
  const done: string[] = [];
  const hangs = async ({ id }: Job): Promise<Outcome> => {
    if (id.startsWith('hangs')) return new Promise<Outcome>(() => undefined);
    done.push(id);
    return Promise.resolve('over');
  };
  const kinds = { alert: hangs } as Partial<Handlers> as Handlers;
  loop = jobLoop({ store, now: () => at, log: () => undefined }, kinds, 50);
  await store.queueJobs(
    'org',
    Array.from({ length: 30 }, (_, n) => job(`hangs/${n}`)),
  );
  loop.poke();
  await store.queueJobs('org', [job('wakes')]);
  await vi.waitFor(() => expect(done).toEqual(['wakes']), { timeout: 8_000, interval: 50 });
}, 15_000);

test('one that takes longer than its lease is begun by nobody else while its process lives', async () => {
  const begun: string[] = [];
  let clock = at;
  const slow = async ({ id }: Job): Promise<Outcome> => {
    if (id !== 'slow') return 'over';
    begun.push(id);
    // Five minutes go by, a few seconds at a time.
    for (let n = 0; n < 60; n++) {
      clock += 5_000;
      await new Promise((done) => setTimeout(done, 15));
    }
    return 'over';
  };
  const kinds = { alert: slow } as Partial<Handlers> as Handlers;
  const loops = [1, 2].map(() => jobLoop({ store, now: () => clock, log: () => undefined }, kinds, 10, 5));
  await store.queueJobs('org', [job('slow')]);
  await vi.waitFor(async () => expect(await store.pendingJobs()).toBe(0), { timeout: 8_000, interval: 50 });
  await Promise.all(loops.map((one) => one.stop()));
  expect(begun).toEqual(['slow']);
}, 15_000);
