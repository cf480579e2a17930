import { beforeEach, describe, expect, test } from 'vitest';
import type { NewStaffCall } from '#store/call-store.ts';
import type { NewJob } from '#store/job-store.ts';
import type { Store } from '#store/store.ts';
import { id, noon, org, sha256 } from '#kit/store.ts';
import type { Fixture } from './fixture.ts';

const minute = 60_000;
const ring = (call: NewStaffCall): NewJob => ({ id: `call/${call.id}`, kind: 'call', payload: '{}', at: call.at });

export function describeCalls(given: () => Fixture): void {
  describe('a call to staff', () => {
    let store: Store;
    beforeEach(() => {
      ({ store } = given());
    });
    const callOf = (over: Partial<NewStaffCall> = {}): NewStaffCall => ({
      id: id(),
      edition: 'pyharbor',
      purpose: 'lead',
      caller: sha256('a session'),
      author: sha256('key'),
      file: new Uint8Array([1, 2, 3]),
      at: noon,
      endsAt: noon + 120 * minute,
      members: ['rosa', 'tomasz'],
      ...over,
    });
    const add = (call: NewStaffCall, open = 30, made = 5) =>
      store.addCall(org, call, { open, unansweredSince: call.at - 15 * minute, made, madeSince: call.at - minute }, [
        ring(call),
      ]);
    const shown = async (member: string): Promise<readonly string[]> =>
      (await store.callsFor(org, member, noon - 1)).map((call) => call.id);

    test('is there for those who are called, with its jobs, and for nobody else', async () => {
      const call = callOf();
      expect(await add(call)).toBe('added');
      const { members: _, ...rest } = call;
      const answers = ['rosa', 'tomasz'].map((member) => ({ member, says: '', at: 0 }));
      expect(await store.callById(org, call.id)).toEqual({ ...rest, rings: 0, answers });
      expect(await store.callsFor(org, 'rosa', noon - 1)).toEqual([{ ...rest, rings: 0, answers }]);
      expect(await shown('amina')).toEqual([]);
      expect(await store.callsFor(org, 'rosa', noon)).toEqual([]);
      expect(await store.callById('another', call.id)).toBeNull();
      expect(await store.pendingJobs()).toBe(1);
    });

    test('made again by the same session is one call; by another it is refused', async () => {
      const call = callOf();
      await add(call);
      expect(await add({ ...call, members: ['amina'] })).toBe('there');
      expect(await add({ ...call, caller: sha256('another session') })).toBe('taken');
      expect(await shown('amina')).toEqual([]);
      expect(await shown('rosa')).toEqual([call.id]);
      expect(await store.pendingJobs()).toBe(1);
    });

    test('keeps the last answer of each who is called, and takes none of anybody else', async () => {
      const call = callOf();
      await add(call);
      expect(await store.answerCall(org, call.id, 'rosa', { says: 'coming', at: noon + 1 })).toBe(true);
      expect(await store.answerCall(org, call.id, 'rosa', { says: 'done', at: noon + 2 })).toBe(true);
      expect(await store.answerCall(org, call.id, 'amina', { says: 'coming', at: noon + 3 })).toBe(false);
      expect(await store.answerCall(org, id(), 'rosa', { says: 'coming', at: noon + 3 })).toBe(false);
      expect((await store.callById(org, call.id))?.answers).toEqual([
        { member: 'rosa', says: 'done', at: noon + 2 },
        { member: 'tomasz', says: '', at: 0 },
      ]);
    });

    test('counts how often it rang, and never back', async () => {
      const call = callOf();
      await add(call);
      for (const rings of [2, 1]) await store.callRang(org, call.id, rings);
      expect((await store.callById(org, call.id))?.rings).toBe(2);
    });

    test('is one of at most so many that stand in its edition, and that one session makes in a while', async () => {
      const caller = (n: number): string => sha256(`session ${n}`);
      const first = callOf({ caller: caller(1) });
      await add(first, 2);
      await add(callOf({ caller: caller(2) }), 2);
      expect(await add(callOf({ caller: caller(3) }), 2)).toBe('too-many');
      expect(await add(callOf({ caller: caller(3), edition: 'another' }), 2)).toBe('added');
      await store.answerCall(org, first.id, 'rosa', { says: 'done', at: noon });
      expect(await add(callOf({ caller: caller(3) }), 2)).toBe('added');
      // Of those two one is coming for: it stands still when nobody waits for the other any more.
      const later = noon + 15 * minute;
      const [open] = (await store.callsFor(org, 'rosa', noon - 1)).filter(
        (one) => one.edition === 'pyharbor' && one.id !== first.id,
      );
      await store.answerCall(org, open?.id ?? '', 'rosa', { says: 'coming', at: later });
      expect(await add(callOf({ caller: caller(4), at: later + 1 }), 2)).toBe('added');
      expect(await add(callOf({ caller: caller(4), at: later + 2 }), 2)).toBe('too-many');
      expect(await add(callOf({ caller: caller(4), at: later + 2 }), 30, 1)).toBe('too-many');
      expect(await add(callOf({ caller: caller(4), at: later + 1 + minute }), 30, 1)).toBe('added');
    });

    test('is forgotten whole', async () => {
      const [call, other] = [callOf(), callOf()];
      await add(call);
      await add(other);
      await store.forgetCall(org, call.id);
      expect(await store.callById(org, call.id)).toBeNull();
      expect(await shown('rosa')).toEqual([other.id]);
    });
  });
}
