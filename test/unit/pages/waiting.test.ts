import { expect, test } from 'vitest';
import { bearerCap } from '#server/bearer-cap.ts';
import { boundedLine, sealingPool } from '#server/sealing-pool.ts';
import { mailboxKeys } from '#seal/words.ts';

test('ten wrong bearers are answered at once, then five a second, then not at all', async () => {
  let now = 0;
  const waits: number[] = [];
  const cap = bearerCap({
    clock: () => now,
    sleep: async (ms) => {
      waits.push(ms);
    },
    waiting: 5,
  });
  const ask = async (times: number): Promise<string[]> => Promise.all(Array.from({ length: times }, () => cap.wrong()));
  expect(await ask(10)).not.toContain('slow-down');
  expect(waits).toEqual([]);
  expect(await ask(7)).toEqual(['answer', 'answer', 'answer', 'answer', 'answer', 'slow-down', 'slow-down']);
  expect(waits).toEqual([200, 400, 600, 800, 1000]);
  now += 60_000;
  waits.length = 0;
  expect(await ask(10)).not.toContain('slow-down');
  expect(waits).toEqual([]);
});

test('a line runs two at once, lets some wait and refuses the rest at once', async () => {
  const line = boundedLine(2, 3);
  const open: (() => void)[] = [];
  let most = 0;
  let running = 0;
  const job = (): Promise<string> => {
    most = Math.max(most, ++running);
    return new Promise((done) => {
      open.push(() => {
        running--;
        done('done');
      });
    });
  };
  const all = Array.from({ length: 6 }, () => line(job));
  expect(await all[5]).toBeNull();
  for (let i = 0; i < 5; i++) {
    open.shift()?.();
    await new Promise((tick) => setTimeout(tick, 0));
  }
  expect(await Promise.all(all)).toEqual(['done', 'done', 'done', 'done', 'done', null]);
  expect(most).toBe(2);
});

test('a failed job gives its place to the next', async () => {
  const line = boundedLine(1, 1);
  await expect(line(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await line(async () => 'next')).toBe('next');
});

test('the workers derive the same keys as this thread', async () => {
  const pool = sealingPool(new URL('../../../src/server/sealing-worker.ts', import.meta.url));
  const entropy = new Uint8Array(10).fill(7);
  const salt = '00'.repeat(16);
  const mine = await mailboxKeys(entropy, salt);
  expect(await pool.keys(entropy, salt, 'report')).toEqual(mine);
  await expect(pool.open(mine, [{ entry: {} as never, bytes: new Uint8Array() }])).rejects.toThrow();
  await pool.close();
});
