import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { noon, only, org } from '#kit/store.ts';
import { type Fixture } from './fixture.ts';

export function describeJobs(given: () => Fixture): void {
  describe('jobs', () => {
    let store: Store;
    let second: Fixture['second'];
    beforeEach(() => {
      ({ store, second } = given());
    });

    const job = (name: string, at = noon) => ({ id: name, kind: 'alert', payload: '{}', at }) as const;
    const claimed = async (now: number, most = 10): Promise<readonly string[]> =>
      (await store.claimJobs(now, 1000, most)).map((one) => one.id);

    test('come when due, in order, once while the lease lasts, again when it ran out', async () => {
      await store.append({ ...only(), jobs: [job('late', noon + 5), job('b'), job('a')] });
      expect(await claimed(noon - 1)).toEqual([]);
      expect(await claimed(noon, 1)).toEqual(['a']);
      expect(await claimed(noon)).toEqual(['b']);
      expect(await claimed(noon + 999)).toEqual(['late']);
      const again = await store.claimJobs(noon + 1000, 1000, 10);
      expect(again).toEqual([
        { ...job('a'), tries: 2 },
        { ...job('b'), tries: 2 },
      ]);
    });

    test('are queued once, even after they are done', async () => {
      await store.append({ ...only(), jobs: [job('a')] });
      await store.append({ ...only(), jobs: [job('a')] });
      expect(await store.pendingJobs()).toBe(1);
      expect(await claimed(noon)).toEqual(['a']);
      await store.finishJob('a', noon);
      await store.append({ ...only(), jobs: [job('a')] });
      expect(await store.pendingJobs()).toBe(0);
      expect(await claimed(noon + 10_000)).toEqual([]);
    });

    test('are queued without an append too, and once all the same', async () => {
      await store.append({ ...only(), jobs: [job('a')] });
      await store.queueJobs(org, [job('a'), job('b')]);
      await store.queueJobs(org, [job('b')]);
      expect(await claimed(noon)).toEqual(['a', 'b']);
    });

    test('are forgotten by name some time after they are over, and not before', async () => {
      await store.append({ ...only(), jobs: [job('a'), job('open')] });
      await store.finishJob('a', noon + 50);
      await store.forgetJobs(noon + 50);
      await store.append({ ...only(), jobs: [job('a')] });
      expect(await store.pendingJobs()).toBe(1);
      await store.forgetJobs(noon + 51);
      await store.append({ ...only(), jobs: [job('a')] });
      expect(await claimed(noon)).toEqual(['a', 'open']);
    });

    test('of reminding take the earlier time while they are to come; others keep theirs', async () => {
      const step = { ...job('remind/a', noon + 50), kind: 'remind' } as const;
      await store.append({ ...only(), jobs: [step, job('b', noon + 50)] });
      const sooner = [{ ...step, at: noon + 9 }, { ...step, at: noon + 5 }, job('b', noon + 5)];
      await store.append({ ...only(), jobs: sooner });
      expect(await claimed(noon + 4)).toEqual([]);
      expect(await claimed(noon + 5)).toEqual(['remind/a']);
      await store.finishJob('remind/a', noon + 5);
      await store.append({ ...only(), jobs: [{ ...step, at: noon }] });
      expect(await claimed(noon + 49)).toEqual([]);
    });

    test('of reminding are queued once however often their step is reckoned', async () => {
      const step = { ...job('remind/a/follow-up/b/75%', noon + 5), kind: 'remind' } as const;
      await store.append({ ...only(), jobs: [step, job('a')] });
      await store.append({ ...only(), jobs: [{ ...step, at: noon + 9 }] });
      expect(await store.claimJobs(noon + 5, 1000, 10)).toEqual([
        { ...job('a'), tries: 1 },
        { ...step, tries: 1 },
      ]);
      await store.finishJob(step.id, noon);
      await store.append({ ...only(), jobs: [step] });
      expect(await claimed(noon + 500)).toEqual([]);
    });

    test('may be put off', async () => {
      await store.append({ ...only(), jobs: [job('a')] });
      expect(await claimed(noon)).toEqual(['a']);
      await store.retryJob('a', noon + 10);
      expect(await claimed(noon + 9)).toEqual([]);
      expect(await claimed(noon + 10)).toEqual(['a']);
    });

    test('that are held are not claimed by another; whoever lost them holds nothing', async () => {
      await store.append({ ...only(), jobs: [job('a')] });
      expect(await claimed(noon)).toEqual(['a']);
      await store.holdJob('a', 1, noon + 3000);
      expect(await claimed(noon + 2999)).toEqual([]);
      expect(await claimed(noon + 3000)).toEqual(['a']);
      await store.holdJob('a', 1, noon + 9000);
      expect(await claimed(noon + 4000)).toEqual(['a']);
    });

    test('put off by whoever lost them to another claim stay with that one, and keep what they carry', async () => {
      await store.append({ ...only(), jobs: [job('a')] });
      const [late] = await store.claimJobs(noon, 1000, 10);
      const [newer] = await store.claimJobs(noon + 1000, 1000, 10);
      await store.retryJob('a', noon + 1001, { tries: late?.tries ?? 0, payload: '{"late":1}' });
      expect(await claimed(noon + 1002)).toEqual([]);
      await store.retryJob('a', noon + 1001, { tries: newer?.tries ?? 0, payload: '{"newer":1}' });
      expect(await store.claimJobs(noon + 1002, 1000, 10)).toEqual([
        { ...job('a', noon + 1001), payload: '{"newer":1}', tries: 3 },
      ]);
    });

    test('go to one of several who claim at once', async () => {
      const other = second ?? store;
      const names = Array.from({ length: 30 }, (_, i) => `job ${i}`);
      await store.append({ ...only(), jobs: names.map((name) => job(name)) });
      const claims = await Promise.all([store, other, store, other].map((way) => way.claimJobs(noon, 1000, 10)));
      const taken = claims.flat().map((one) => one.id);
      expect(new Set(taken).size).toBe(taken.length);
      expect([...taken, ...(await claimed(noon, 30))].toSorted()).toEqual(names.toSorted());
    });
  });
}
