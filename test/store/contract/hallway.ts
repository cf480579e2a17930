import { beforeEach, describe, expect, test } from 'vitest';
import type { DutyPhoneRow, HallwaySessionRow } from '#store/hallway-store.ts';
import type { Store } from '#store/store.ts';
import { foundation, noon, org, sha256, unlockRow } from '#kit/store.ts';
import { type Fixture } from './fixture.ts';

const hour = 3_600_000;

export function describeHallway(given: () => Fixture): void {
  describe('the hallway', () => {
    let store: Store;
    beforeEach(() => {
      ({ store } = given());
    });

    const session = (hash: string, more: Partial<HallwaySessionRow> = {}): HallwaySessionRow => ({
      hash,
      edition: 'pyharbor',
      member: 'robin',
      phone: '',
      until: noon + hour,
      handInUntil: noon + 9 * hour,
      ...more,
    });
    const phone = (id: string, more: Partial<DutyPhoneRow> = {}): DutyPhoneRow => ({
      id,
      edition: 'pyharbor',
      name: `Phone ${id}`,
      secret: sha256(id),
      madeBy: 'robin',
      madeAt: noon,
      until: noon + 8 * hour,
      endedAt: 0,
      ...more,
    });

    test('a session is there until there is nothing left to hand in, also after it ended', async () => {
      await store.addHallwaySession(org, session('a'), noon);
      await store.addHallwaySession(org, session('b'), noon);
      expect(await store.hallwaySession(org, 'a', noon + 9 * hour - 1)).toEqual(session('a'));
      expect(await store.hallwaySession(org, 'a', noon + 9 * hour)).toBeNull();
      expect(await store.hallwaySession(org, 'c', noon)).toBeNull();
      expect(await store.hallwaySession('other', 'a', noon)).toBeNull();
      await store.endHallwaySession(org, 'a');
      expect(await store.hallwaySession(org, 'a', noon)).toEqual(session('a', { until: 0 }));
      expect(await store.hallwaySession(org, 'b', noon)).toEqual(session('b'));
    });

    test('a session that is over is forgotten with the next one', async () => {
      await store.addHallwaySession(org, session('a'), noon);
      await store.addHallwaySession(org, session('b', { handInUntil: noon + 99 * hour }), noon + 9 * hour);
      expect(await store.hallwaySession(org, 'a', noon)).toBeNull();
      expect(await store.hallwaySession(org, 'b', noon)).not.toBeNull();
    });

    test('a phone is lent once under its secret, only so many at once at one event, and forgotten a month after', async () => {
      expect(await store.addDutyPhone(org, phone('1'), 2)).toBe(true);
      expect(await store.addDutyPhone(org, phone('1b', { secret: sha256('1') }), 9)).toBe(false);
      expect(await store.addDutyPhone(org, phone('2', { madeAt: noon + 1 }), 2)).toBe(true);
      expect(await store.addDutyPhone(org, phone('3'), 2)).toBe(false);
      expect(await store.addDutyPhone(org, phone('other', { edition: 'other' }), 2)).toBe(true);
      const after = { madeAt: noon + 8 * hour, until: noon + 20 * hour };
      expect(await store.addDutyPhone(org, phone('4', after), 2)).toBe(true);
      expect((await store.dutyPhones(org, 'pyharbor')).map(({ id }) => id)).toEqual(['4', '2', '1']);
      expect(await store.dutyPhoneBySecret(org, sha256('2'))).toEqual(phone('2', { madeAt: noon + 1 }));
      expect(await store.dutyPhoneBySecret(org, sha256('3'))).toBeNull();
      expect(await store.dutyPhone(org, '1')).toEqual(phone('1'));
      const later = noon + 31 * 24 * hour;
      await store.addDutyPhone(org, phone('5', { madeAt: later + 8 * hour, until: later + 9 * hour }), 9);
      expect((await store.dutyPhones(org, 'pyharbor')).map(({ id }) => id)).toEqual(['5', '4']);
    });

    test('a phone that is taken back ends for every session it has, and for no other', async () => {
      await store.addDutyPhone(org, phone('1'), 20);
      for (const hash of ['a', 'b'])
        await store.addHallwaySession(org, session(hash, { member: '', phone: '1' }), noon);
      await store.addHallwaySession(org, session('c'), noon);
      expect(await store.endDutyPhone(org, 'other', '1', noon)).toBe(false);
      expect(await store.endDutyPhone(org, 'pyharbor', '1', noon + 5)).toBe(true);
      expect(await store.endDutyPhone(org, 'pyharbor', '1', noon + 6)).toBe(false);
      expect(await store.dutyPhone(org, '1')).toEqual(phone('1', { endedAt: noon + 5 }));
      const left = await Promise.all(['a', 'b', 'c'].map(async (hash) => store.hallwaySession(org, hash, noon)));
      expect(left.map((one) => one?.until)).toEqual([0, 0, noon + hour]);
      expect(await store.addDutyPhone(org, phone('2'), 1)).toBe(true);
    });

    test('who left or has other words is shown nothing, and loses nothing they took down', async () => {
      await store.found(foundation());
      await store.addHallwaySession(org, session('a'), noon);
      await store.appendRoster({ version: 2, note: 'two', recipients: [], ended: ['robin'] });
      expect(await store.hallwaySession(org, 'a', noon)).toEqual(session('a', { until: 0 }));
      await store.addHallwaySession(org, session('k', { member: 'kim' }), noon);
      const invited = { id: 'i1', member: 'kim', name: 'Kim', roles: [], rights: [], secret: new Uint8Array([7]) };
      await store.invite(org, { ...invited, expires: noon + hour, by: 'robin', enrolment: null });
      const keys = { recipient: 'age1pq1kim', sign: sha256('kim'), mac: 'mac', at: noon };
      await store.enrol(org, 'i1', keys, unlockRow('kim'), 'kim@pyharbor.example', noon);
      expect(await store.hallwaySession(org, 'k', noon)).toEqual(session('k', { member: 'kim' }));
      await store.appendRoster({ version: 3, note: 'three', recipients: [], invitation: 'i1' });
      expect(await store.hallwaySession(org, 'k', noon)).toEqual(session('k', { member: 'kim', until: 0 }));
    });
  });
}
