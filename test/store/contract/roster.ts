import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { chain, foundation, noon, only, org, sha256, unlockRow } from '#kit/store.ts';
import { type Fixture } from './fixture.ts';

export function describeRoster(given: () => Fixture): void {
  describe('set-up and the roster', () => {
    let store: Store;
    let second: Fixture['second'];
    beforeEach(() => {
      ({ store, second } = given());
    });

    test('a new set-up link replaces the last and goes with the founding', async () => {
      expect(await store.setupLink()).toBeNull();
      await store.setSetupLink('one');
      await store.setSetupLink('two');
      expect(await store.setupLink()).toBe('two');
      expect(await store.found(foundation())).toBe(true);
      expect(await store.setupLink()).toBeNull();
    });

    test('founding happens once, however many try', async () => {
      const other = second ?? store;
      expect(await store.organisation()).toBeNull();
      expect(await store.rosterNotes()).toEqual([]);
      const tried = await Promise.all([store.found(foundation('one')), other.found(foundation('two'))]);
      expect(tried.toSorted()).toEqual([false, true]);
      expect(await store.organisation()).toMatchObject({ org: tried[0] ? 'one' : 'two', rehearsal: false });
      expect(await store.found(foundation())).toBe(false);
      expect(await store.rosterNotes()).toHaveLength(1);
      expect((await store.counts()).entries).toBe(1);
    });

    test('founding keeps everything it is given', async () => {
      const founded = foundation(org, true);
      await store.found(founded);
      expect(await store.organisation()).toEqual(founded.organisation);
      expect(await store.recipient(sha256('age1pq1robin'))).toBe('age1pq1robin');
      expect(await store.recipient(sha256('nobody'))).toBeNull();
      expect(await store.alertAddress(org, 'robin')).toBe('robin@pyharbor.example');
      expect(await store.unlockFor(org, 'handle of robin', sha256('robin'))).toEqual(founded.unlock[0]);
      expect(await store.editions(org)).toHaveLength(1);
    });

    test('a founding that cannot be written whole is not written', async () => {
      const broken = { ...foundation(), append: only(chain('edition/x', 1, { seq: 1, hash: sha256('x') })) };
      await expect(store.found(broken)).rejects.toThrow(/stale/u);
      expect(await store.organisation()).toBeNull();
      expect(await store.found(foundation())).toBe(true);
    });

    test('the sealing key is made once', async () => {
      const other = second ?? store;
      const keys = ['a', 'b', 'c', 'd'].map((name) => ({ public: name, seed: `seed of ${name}` }));
      const [one, two, three, four] = keys as [SealingKey, SealingKey, SealingKey, SealingKey];
      const kept = await Promise.all([store.sealingKey(() => one), other.sealingKey(() => two)]);
      expect(kept[0]).toEqual(kept[1]);
      expect(await store.sealingKey(() => three)).toEqual(kept[0]);
      const never = (): SealingKey => {
        throw new Error('made again');
      };
      expect(await other.sealingKey(never)).not.toEqual(four);
    });
    type SealingKey = { readonly public: string; readonly seed: string };

    test('the next roster version is added once, from the head alone, and ends its proposal', async () => {
      const other = second ?? store;
      await store.found(foundation());
      const proposal = { id: 'p1', note: 'proposed', by: 'robin', at: noon };
      await store.propose(proposal);
      await store.propose({ ...proposal, id: 'p2', at: noon + 1 });
      expect(await store.proposals()).toEqual([proposal, { ...proposal, id: 'p2', at: noon + 1 }]);
      const note = {
        version: 2,
        note: 'two',
        recipients: [{ hash: sha256('age1pq1sam'), text: 'age1pq1sam' }],
        proposal: 'p1',
      };
      const tried = await Promise.all([store.appendRoster(note), other.appendRoster({ ...note, note: 'rival' })]);
      expect(tried.toSorted()).toEqual([false, true]);
      expect(await store.appendRoster({ ...note, version: 4 })).toBe(false);
      expect(await store.rosterNotes()).toHaveLength(2);
      expect(await store.recipient(sha256('age1pq1sam'))).toBe('age1pq1sam');
      expect(await store.proposals()).toHaveLength(1);
      await store.withdrawProposal('p2');
      expect(await store.proposals()).toEqual([]);
    });

    test('who is ended loses sessions, wraps, grants and every way to be reached; others keep theirs', async () => {
      await store.found(foundation());
      await store.addUnlock(org, unlockRow('sam'));
      for (const member of ['robin', 'sam']) {
        await store.addSession(org, { hash: sha256(`session of ${member}`), member, until: noon + 1000 });
        const route = { id: `route of ${member}`, member, kind: 'sms', place: 1, target: '{}', addedAt: noon } as const;
        await store.putAlertRoute(org, route, 8);
        await store.setAlertQuiet(org, member, { from: 0, to: 420, zone: 'UTC', mailPlace: 2 });
        const sent = { id: member, member, kind: 'sms', urgent: true, state: 'sent', at: noon } as const;
        await store.noteAlert(org, sent);
        await store.setFeed(org, member, sha256(`feed of ${member}`), noon);
      }
      await store.appendRoster({ version: 2, note: 'two', recipients: [], ended: ['robin'] });
      const reached = async (member: string): Promise<readonly number[]> => [
        (await store.alertRoutes(org, member)).length,
        (await store.alertQuiet(org, member)) === null ? 0 : 1,
        (await store.alertsSent(org, member)).length,
        (await store.feedMember(org, sha256(`feed of ${member}`))) === member ? 1 : 0,
      ];
      expect(await reached('robin')).toEqual([0, 0, 0, 0]);
      expect(await reached('sam')).toEqual([1, 1, 1, 1]);
      expect(await store.sessionMember(org, sha256('session of robin'), noon)).toBeNull();
      expect(await store.unlockFor(org, 'handle of robin', sha256('robin'))).toBeNull();
      expect(await store.alertAddress(org, 'robin')).toBeNull();
      expect(await store.sessionMember(org, sha256('session of sam'), noon)).toBe('sam');
      expect(await store.unlockFor(org, 'handle of sam', sha256('sam'))).not.toBeNull();
    });
  });
}
