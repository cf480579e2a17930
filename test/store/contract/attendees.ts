import { beforeEach, describe, expect, test } from 'vitest';
import type { AttendeeListRow } from '#store/attendee-store.ts';
import type { Append } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { foundation, noon, only, org, sha256, type Birth } from '#kit/store.ts';
import { appended, bearIn, type Fixture } from './fixture.ts';

const hour = 3_600_000;
const bytes = new Uint8Array([4, 5, 2]);

export function describeAttendees(given: () => Fixture): void {
  describe('the list of who came', () => {
    let store: Store;
    let born: Birth;
    beforeEach(async () => {
      ({ store } = given());
      born = await bearIn(store, { readers: ['robin', 'sam'] });
    });
    const write = async (over: Partial<Append>): Promise<void> => {
      expect(await store.append({ ...only(), ...over })).toEqual(appended);
    };
    const listed = (over: Partial<AttendeeListRow> = {}, edition = born.row.edition) =>
      write({
        attendees: [
          { edition, list: { hash: sha256(bytes), bytes, until: noon + hour, readers: ['robin', 'kim'], ...over } },
        ],
      });
    const seenBy = (member: string, now = noon, of = org) => store.attendeesFor(of, member, born.incident, now);

    test('is there for its readers out of an incident that they see, and for nobody else', async () => {
      expect(await seenBy('robin')).toBeNull();
      await listed();
      expect(await seenBy('robin')).toEqual(bytes);
      // Sees the incident and is no reader; is a reader and sees no incident; neither.
      for (const member of ['sam', 'kim', 'nobody', '']) expect(await seenBy(member), member).toBeNull();
      expect(await seenBy('robin', noon, 'another')).toBeNull();
      expect(await store.attendeesFor(org, 'robin', 'no incident', noon)).toBeNull();
    });

    test('is there no more for a reader who is kept out of the incident', async () => {
      await listed({ readers: ['robin', 'sam'] });
      await write({ away: [{ incident: born.incident, members: ['sam'] }] });
      expect(await seenBy('sam')).toBeNull();
      expect(await seenBy('robin')).toEqual(bytes);
    });

    test('is that of the incident’s own event', async () => {
      await listed({}, 'another-event');
      expect(await seenBy('robin')).toBeNull();
    });

    test('is replaced whole by a newer one, and deleted by none', async () => {
      await listed();
      const newer = new Uint8Array([9]);
      await listed({ hash: sha256(newer), bytes: newer, readers: ['sam'] });
      expect(await seenBy('robin')).toBeNull();
      expect(await seenBy('sam')).toEqual(newer);
      await write({ attendees: [{ edition: born.row.edition, list: null }] });
      expect(await seenBy('sam')).toBeNull();
    });

    test('is gone when its time is over, also before anybody deletes it', async () => {
      await listed();
      expect(await seenBy('robin', noon + hour)).toBeNull();
      await store.endAttendees(org, noon + hour - 1);
      expect(await seenBy('robin')).toEqual(bytes);
      await store.endAttendees('another', noon + hour);
      expect(await seenBy('robin')).toEqual(bytes);
      await store.endAttendees(org, noon + hour);
      expect(await seenBy('robin')).toBeNull();
    });

    test('ends no later than the event allows, also when the event is settled anew', async () => {
      await listed();
      const shortened = (noLaterThan: number) => write({ attendees: [{ edition: born.row.edition, noLaterThan }] });
      await shortened(noon + 2 * hour);
      expect(await seenBy('robin', noon + hour)).toBeNull();
      await shortened(noon + 10);
      expect(await seenBy('robin', noon + 9)).toEqual(bytes);
      expect(await seenBy('robin', noon + 10)).toBeNull();
    });

    test('is there no more for who is suspended', async () => {
      await store.found(foundation());
      await listed();
      await store.appendRoster({ version: 2, note: 'two', recipients: [], ended: ['robin'] });
      await write({
        access: [{ stream: `report/${born.report}`, compartment: 'account', epoch: 2, members: ['robin'] }],
      });
      expect(await seenBy('robin')).toBeNull();
    });
  });
}
