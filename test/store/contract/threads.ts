import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { id, noon, org } from '#kit/store.ts';
import type { Fixture } from './fixture.ts';

export function describeThreads(given: () => Fixture): void {
  describe('what later letters and messages name', () => {
    let store: Store;
    const [first, second] = [id(), id()];
    beforeEach(() => {
      ({ store } = given());
    });

    test('leads to the report that was known by it first', async () => {
      await store.putThread(org, ['a', 'b', 'a'], first, noon);
      await store.putThread(org, ['b', 'c'], second, noon + 1);
      expect(await store.threadOf(org, ['x', 'b'])).toEqual({ key: 'b', report: first, at: noon });
      expect(await store.threadOf(org, ['c'])).toEqual({ key: 'c', report: second, at: noon + 1 });
      expect(await store.threadOf(org, ['x'])).toBeNull();
      expect(await store.threadOf('another', ['a'])).toBeNull();
    });

    test('leads elsewhere, and since then, once that is said', async () => {
      await store.keepThread(org, 'a', first, noon);
      await store.keepThread(org, 'a', second, noon + 1);
      expect(await store.threadOf(org, ['a'])).toEqual({ key: 'a', report: second, at: noon + 1 });
    });

    test('ends by its name, and nothing else does', async () => {
      await store.putThread(org, ['a', 'ab'], first, noon);
      await store.endThreads(org, ['a', 'a', 'x']);
      await store.endThreads('another', ['ab']);
      expect(await store.threadOf(org, ['a'])).toBeNull();
      expect(await store.threadOf(org, ['ab'])).not.toBeNull();
    });

    test('ends by its beginning when it was not used for long', async () => {
      await store.putThread(org, ['number/a', 'numbers', 'letter'], first, noon);
      await store.putThread(org, ['number/b'], first, noon + 2);
      await store.forgetThreads(org, 'number/', noon + 1);
      await store.forgetThreads('another', 'number/', noon + 9);
      const left = await Promise.all(
        ['number/a', 'number/b', 'numbers', 'letter'].map((key) => store.threadOf(org, [key])),
      );
      expect(left.map((one) => one !== null)).toEqual([false, true, true, true]);
    });
  });
}
