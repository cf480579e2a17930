import { beforeEach, describe, expect, test } from 'vitest';
import type { AlertRoute, AlertSent } from '#store/channel-store.ts';
import type { Store } from '#store/store.ts';
import { noon, org } from '#kit/store.ts';
import type { Fixture } from './fixture.ts';

const route = (id: string, member: string, place: number): AlertRoute => ({
  id,
  member,
  kind: 'webhook',
  place,
  target: `{"for":"${id}"}`,
  addedAt: noon,
});
const sent = (id: string, at: number): AlertSent => ({
  id,
  member: 'robin',
  kind: 'push',
  urgent: true,
  state: 'failed',
  at,
});

export function describeAlerting(given: () => Fixture): void {
  describe('how each member is reached', () => {
    let store: Store;
    beforeEach(() => {
      ({ store } = given());
    });
    const ids = async (member: string): Promise<readonly string[]> =>
      (await store.alertRoutes(org, member)).map(({ id }) => id);

    test('in the order of places; a route put again takes its new place', async () => {
      await store.putAlertRoute(org, route('b', 'robin', 2), 3);
      await store.putAlertRoute(org, route('a', 'robin', 1), 3);
      expect(await ids('robin')).toEqual(['a', 'b']);
      expect(await store.putAlertRoute(org, route('a', 'robin', 3), 3)).toBe(true);
      expect(await store.alertRoutes(org, 'robin')).toEqual([route('b', 'robin', 2), route('a', 'robin', 3)]);
    });

    test('no more than so many, and each member has their own', async () => {
      for (const id of ['a', 'b']) expect(await store.putAlertRoute(org, route(id, 'robin', 1), 2)).toBe(true);
      expect(await store.putAlertRoute(org, route('c', 'robin', 1), 2)).toBe(false);
      expect(await store.putAlertRoute(org, route('c', 'sam', 1), 2)).toBe(true);
    });

    test('nobody changes or ends another’s', async () => {
      await store.putAlertRoute(org, route('a', 'robin', 1), 3);
      expect(await store.putAlertRoute(org, { ...route('a', 'sam', 1), target: '{}' }, 3)).toBe(false);
      await store.endAlertRoute(org, 'sam', 'a');
      await store.endAlertRoute('another', 'robin', 'a');
      expect(await store.alertRoutes(org, 'robin')).toEqual([route('a', 'robin', 1)]);
      await store.endAlertRoute(org, 'robin', 'a');
      expect(await ids('robin')).toEqual([]);
    });

    test('quiet hours are the last that were set', async () => {
      const quiet = { from: 1320, to: 420, zone: 'America/New_York', mailPlace: 2 };
      expect(await store.alertQuiet(org, 'robin')).toBeNull();
      await store.setAlertQuiet(org, 'robin', { ...quiet, from: 0 });
      await store.setAlertQuiet(org, 'robin', quiet);
      expect(await store.alertQuiet(org, 'robin')).toEqual(quiet);
      expect(await store.alertQuiet(org, 'sam')).toBeNull();
    });

    test('what became of an alert is known, newest first, and of the old ones nothing', async () => {
      const minutes = (n: number): number => noon + n * 3 * 60_000;
      for (let n = 0; n < 60; n++) await store.noteAlert(org, sent(`try ${n}`, minutes(n)));
      await store.noteAlert(org, { ...sent('try 59', minutes(60)), state: 'sent' });
      const kept = await store.alertsSent(org, 'robin');
      expect(kept[0]).toEqual({ ...sent('try 59', minutes(60)), state: 'sent' });
      expect(kept.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, i) => `try ${59 - i}`));
      expect(await store.alertsSent(org, 'sam')).toEqual([]);
    });

    test('of the last hour every alert is known, so that nobody is rung twice for one', async () => {
      for (let n = 0; n < 120; n++) await store.noteAlert(org, sent(`try ${n}`, noon + n));
      expect(await store.alertsSent(org, 'robin')).toHaveLength(120);
    });

    test('a try is begun by one of several at once, and by another only when the first never ended it', async () => {
      const two = given().second ?? store;
      const { state: _, ...one } = sent('try', noon);
      const begins = (at: number, by = store) => by.beginAlert(org, { ...one, at }, 50);
      const together = await Promise.all([store, two, store, two].map((by) => begins(noon, by)));
      expect(together.filter((mine) => mine)).toHaveLength(1);
      expect((await store.alertsSent(org, 'robin')).map(({ state }) => state)).toEqual(['trying']);
      expect(await begins(noon + 49, two)).toBe(false);
      expect(await begins(noon + 50, two)).toBe(true);
      await store.noteAlert(org, sent('try', noon + 51));
      expect(await begins(noon + 52)).toBe(true);
      await store.noteAlert(org, { ...sent('try', noon + 53), state: 'sent' });
      expect(await begins(noon + 5000)).toBe(false);
    });

    test('a way that does not work is known since the first time, until it works', async () => {
      await store.noteWay(org, 'robin', 'a', noon);
      await store.noteWay(org, 'robin', 'a', noon + 5);
      await store.noteWay(org, 'robin', '', noon + 3);
      await store.noteWay(org, 'sam', 'a', noon + 1);
      expect(await store.deadWays(org)).toEqual([
        { member: 'robin', way: 'a', since: noon },
        { member: 'sam', way: 'a', since: noon + 1 },
        { member: 'robin', way: '', since: noon + 3 },
      ]);
      await store.noteWay(org, 'robin', 'a', null);
      await store.noteWay(org, 'robin', '', null);
      expect((await store.deadWays(org)).map(({ member }) => member)).toEqual(['sam']);
      expect(await store.deadWays('another')).toEqual([]);
    });

    describe('a wake', () => {
      const wanted = (by: string, now: number, more: object = {}) => ({
        member: 'robin',
        circle: 'all',
        by,
        since: now,
        now,
        apart: 100,
        lease: 60,
        ...more,
      });
      const ends = (by: string, rung: number | null) =>
        store.endWake(org, { member: 'robin', circle: 'all', by }, rung);

      test('is one of several at once; the others find it busy, and then rung', async () => {
        const two = given().second ?? store;
        const all = await Promise.all(
          ['a', 'b', 'c', 'd'].map((by, i) => (i % 2 === 0 ? store : two).claimWake(org, wanted(by, noon))),
        );
        expect(all.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['busy', 'busy', 'busy', 'ring']);
        await ends('abcd'[all.indexOf('ring')] ?? '', noon);
        expect(await store.claimWake(org, wanted('e', noon + 9, { since: noon }))).toBe('rung');
      });

      test('that came after a ring waits, and then rings', async () => {
        expect(await store.claimWake(org, wanted('a', noon))).toBe('ring');
        await ends('a', noon);
        expect(await store.claimWake(org, wanted('b', noon + 1))).toEqual({ at: noon + 100 });
        expect(await store.claimWake(org, wanted('b', noon + 100, { since: noon + 1 }))).toBe('ring');
        await ends('b', noon + 100);
        // Whoever rang before does not unring it.
        await ends('a', null);
        expect(await store.claimWake(org, wanted('c', noon + 101, { since: noon + 99 }))).toBe('rung');
      });

      test('that nothing took counts for nothing, nor one that never ended', async () => {
        expect(await store.claimWake(org, wanted('a', noon))).toBe('ring');
        await ends('a', null);
        expect(await store.claimWake(org, wanted('b', noon + 1))).toBe('ring');
        expect(await store.claimWake(org, wanted('b', noon + 2))).toBe('ring');
        expect(await store.claimWake(org, wanted('c', noon + 61))).toBe('busy');
        expect(await store.claimWake(org, wanted('c', noon + 62))).toBe('ring');
      });

      test('is nobody else’s, and no other circle’s', async () => {
        expect(await store.claimWake(org, wanted('a', noon))).toBe('ring');
        await ends('a', noon);
        expect(await store.claimWake(org, wanted('b', noon + 1, { circle: 'without sam' }))).toBe('ring');
        expect(await store.claimWake(org, wanted('b', noon + 1, { member: 'sam' }))).toBe('ring');
        expect(await store.claimWake('another', wanted('b', noon + 1))).toBe('ring');
      });
    });

    test('the key that pushes are signed with is the first one', async () => {
      expect(await store.pushKeyKept()).toBeNull();
      const [one, two] = [
        { public: 'one', private: '{}' },
        { public: 'two', private: '{}' },
      ];
      const kept = await Promise.all([store.keepPushKey(one), store.keepPushKey(two)]);
      expect(kept[0]).toEqual(kept[1]);
      expect(await store.pushKeyKept()).toEqual(kept[0]);
    });
  });
}
