import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { foundation, noon, org, sha256, unlockRow } from '#kit/store.ts';
import { type Fixture } from './fixture.ts';

export function describeMembers(given: () => Fixture): void {
  describe('members', () => {
    let store: Store;
    beforeEach(() => {
      ({ store } = given());
    });

    test('an unlock row opens with its handle and bearer, and a handle is used once', async () => {
      const row = unlockRow('robin');
      expect(await store.addUnlock(org, row)).toBe(true);
      expect(await store.addUnlock(org, unlockRow('robin'))).toBe(false);
      expect(await store.unlockFor(org, row.handle, row.bearer)).toEqual(row);
      expect(await store.unlockFor(org, row.handle, sha256('wrong'))).toBeNull();
      expect(await store.unlockFor(org, 'wrong', row.bearer)).toBeNull();
    });

    test('a session lasts until its time or its end', async () => {
      await store.addSession(org, { hash: 'a', member: 'robin', until: noon });
      expect(await store.sessionMember(org, 'a', noon - 1)).toBe('robin');
      expect(await store.sessionMember(org, 'a', noon)).toBeNull();
      await store.addSession(org, { hash: 'b', member: 'robin', until: noon + 1000 });
      expect(await store.sessionMember(org, 'a', noon - 1)).toBe('robin');
      await store.endSession(org, 'b');
      expect(await store.sessionMember(org, 'b', noon)).toBeNull();
    });

    test('a member’s state only moves forward', async () => {
      const [old, young] = [new Uint8Array([1]), new Uint8Array([2])];
      expect(await store.memberState(org, 'robin')).toBeNull();
      expect(await store.putMemberState(org, 'robin', 1, old)).toBe(true);
      expect(await store.putMemberState(org, 'robin', 2, young)).toBe(true);
      expect(await store.putMemberState(org, 'robin', 2, old)).toBe(false);
      expect(await store.memberState(org, 'robin')).toEqual({ counter: 2, bytes: young });
    });

    test('an alert address is replaced', async () => {
      expect(await store.alertAddress(org, 'robin')).toBeNull();
      await store.setAlertAddress(org, 'robin', 'a@pyharbor.example');
      await store.setAlertAddress(org, 'robin', 'b@pyharbor.example');
      expect(await store.alertAddress(org, 'robin')).toBe('b@pyharbor.example');
    });

    const invitation = {
      id: 'i1',
      member: 'kim',
      name: 'Kim',
      roles: [['pyharbor-2026', 'responder']],
      rights: ['edition'],
      secret: new Uint8Array([7, 7]),
      expires: noon + 1000,
      by: 'robin',
      enrolment: null,
    } as const;
    const enrolment = { recipient: 'age1pq1kim', sign: sha256('kim'), mac: 'mac', at: noon };

    test('an invitation is used once, in its time', async () => {
      await store.invite(org, invitation);
      expect(await store.invitation(org, 'i1', noon)).toEqual(invitation);
      expect(await store.invitation(org, 'i1', noon + 1000)).toBeNull();
      expect(await store.invitation(org, 'i2', noon)).toBeNull();
      const take = (key: string, at: number): Promise<boolean> =>
        store.enrol(org, key, enrolment, unlockRow('kim'), 'kim@pyharbor.example', at);
      expect(await take('i1', noon + 1000)).toBe(false);
      expect(await take('i2', noon)).toBe(false);
      expect(await store.alertAddress(org, 'kim')).toBeNull();
      const tried = await Promise.all([take('i1', noon), take('i1', noon)]);
      expect(tried.toSorted()).toEqual([false, true]);
      expect(await store.invitations(org)).toEqual([{ ...invitation, enrolment }]);
    });

    test('the words of an enrolment open nothing before the note that names its keys, then they alone do', async () => {
      await store.found(foundation());
      await store.addUnlock(org, { ...unlockRow('old'), member: 'kim' });
      await store.addSession(org, { hash: 'old', member: 'kim', until: noon + 1000 });
      await store.invite(org, invitation);
      const row = unlockRow('kim');
      await store.enrol(org, 'i1', enrolment, row, 'kim@pyharbor.example', noon);
      expect(await store.unlockFor(org, 'handle of kim', sha256('kim'))).toBeNull();
      expect(await store.alertAddress(org, 'kim')).toBeNull();
      await store.appendRoster({ version: 2, note: 'two', recipients: [], invitation: 'i1' });
      expect(await store.unlockFor(org, 'handle of kim', sha256('kim'))).toEqual(row);
      expect(await store.alertAddress(org, 'kim')).toBe('kim@pyharbor.example');
      expect(await store.unlockFor(org, 'handle of old', sha256('old'))).toBeNull();
      expect(await store.sessionMember(org, 'old', noon)).toBeNull();
    });

    test('an invitation ends with its roster note, or by hand', async () => {
      await store.found(foundation());
      await store.invite(org, invitation);
      await store.invite(org, { ...invitation, id: 'i2' });
      await store.appendRoster({ version: 2, note: 'two', recipients: [], invitation: 'i1' });
      expect((await store.invitations(org)).map((one) => one.id)).toEqual(['i2']);
      await store.endInvitation(org, 'i2');
      expect(await store.invitations(org)).toEqual([]);
    });
  });
}
