import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contact, room, settings } from '#kit/settings.ts';
import { contactLists } from '../procedure/procedure.ts';
import { contactsOn, contactsSeen } from './contacts.ts';
import { planTypes, roomKinds, shownTos, type Contact, type Edition } from './edition.ts';
import { publicEdition, staffEdition } from './published.ts';

/** Every text is unlike every other, so that one found where it should not be is that one. */
const secret = (): fc.Arbitrary<string> => fc.uuid();
const shown = fc.constantFrom(...shownTos);
const aContact: fc.Arbitrary<Contact> = fc.record({
  id: secret(),
  lists: fc.subarray([...contactLists]),
  name: secret(),
  part: secret(),
  organisation: secret(),
  email: fc.oneof(secret(), fc.constant('')),
  phone: fc.oneof(secret(), fc.constant('')),
  shows: fc.record({ name: shown, email: shown, phone: shown }),
  member: secret(),
  confirmed: fc.constantFrom('', '2027-05-01'),
});
const aRoom = fc.record({
  id: secret(),
  kind: fc.constantFrom(...roomKinds),
  name: secret(),
  from: fc.constant('2027-05-14'),
  to: fc.constant('2027-05-16'),
  way: secret(),
  at: fc.option(fc.record({ x: fc.nat(1000), y: fc.nat(1000) })),
});
const aPlan = fc.record({ type: fc.constantFrom(...planTypes), image: secret() });
const anEntry = fc.record({ id: secret(), title: secret(), text: secret(), phone: secret(), address: secret() });
const anEdition: fc.Arbitrary<Edition> = fc
  .record({
    contacts: fc.array(aContact, { maxLength: 6 }),
    rooms: fc.array(aRoom, { maxLength: 4 }),
    plan: fc.option(aPlan),
    guide: fc.record({ version: secret(), entries: fc.array(anEntry, { maxLength: 4 }) }),
  })
  .map((more) => settings(more));

const ways = ['name', 'email', 'phone'] as const;
const hiddenIn = ({ rooms, contacts }: Edition): readonly string[] => [
  ...rooms.flatMap(({ id, name, way }) => [id, name, way]),
  ...contacts.flatMap((one) => [
    one.id,
    one.member,
    ...ways.filter((way) => one.confirmed === '' || one.shows[way] !== 'public').map((way) => one[way]),
    ...(one.confirmed === '' ? [one.part, one.organisation] : []),
  ]),
];

describe('the published settings', () => {
  test('never hold a room, or anything of a contact that is hidden or unconfirmed', () => {
    fc.assert(
      fc.property(anEdition, (edition) => {
        const text = JSON.stringify(publicEdition(edition));
        for (const hidden of hiddenIn(edition)) if (hidden !== '') expect(text).not.toContain(hidden);
      }),
    );
  });

  test('never hold the plan of the venue, or anything of the guide for volunteers', () => {
    fc.assert(
      fc.property(anEdition, (edition) => {
        const text = JSON.stringify(publicEdition(edition));
        const { plan, guide } = edition;
        const hidden = [plan?.image ?? '', guide.version, ...guide.entries.flatMap((entry) => Object.values(entry))];
        for (const one of hidden) if (one !== '') expect(text).not.toContain(one);
      }),
    );
  });

  test('hold every field that is confirmed and shown, and all else as it is', () => {
    fc.assert(
      fc.property(anEdition, (edition) => {
        const published = publicEdition(edition);
        const text = JSON.stringify(published);
        for (const one of edition.contacts)
          for (const way of ways)
            if (one.confirmed !== '' && one.shows[way] === 'public') expect(text).toContain(one[way]);
        expect(published).toMatchObject({
          name: edition.name,
          emergency: edition.emergency,
          teamPhone: edition.teamPhone,
        });
      }),
    );
  });

  test('name the code of conduct and leave its long text to its page', () => {
    const code = { version: '1', from: '2026-01-01', title: 'Code', text: 'Be kind.', link: 'https://a.example/' };
    expect(publicEdition(settings({ codeOfConduct: [code] })).codeOfConduct).toEqual([{ ...code, text: '' }]);
  });

  test('published twice are the same, and lists are shown from them as from the whole', () => {
    fc.assert(
      fc.property(anEdition, fc.constantFrom(...contactLists), (edition, list) => {
        const once = publicEdition(edition);
        expect(publicEdition(once)).toEqual(once);
        const names = (from: Edition) => contactsOn(from, list, 'public').map(({ name, email }) => [name, email]);
        expect(names(once)).toEqual(names(edition));
      }),
    );
  });
});

describe('the settings for staff', () => {
  test('hold rooms, plan and guide as they are, and nothing of a contact that nobody is shown', () => {
    fc.assert(
      fc.property(anEdition, (edition) => {
        const seen = staffEdition(edition);
        expect(seen).toMatchObject({ rooms: edition.rooms, plan: edition.plan, guide: edition.guide });
        const text = JSON.stringify(seen);
        for (const one of edition.contacts)
          for (const way of ways)
            if (one[way] !== '') expect(text.includes(one[way])).toBe(one.shows[way] !== 'nobody');
      }),
    );
  });
});

describe('a contact', () => {
  const rosa = contact('Rosa', { lists: ['conflict'], email: 'rosa@pyharbor.example', phone: '1234' });

  test('marked for staff with its phone shows the phone to staff only', () => {
    const edition = settings({ contacts: [rosa] });
    expect(contactsOn(edition, 'conflict', 'public')).toMatchObject([{ email: 'rosa@pyharbor.example', phone: '' }]);
    expect(contactsOn(edition, 'conflict', 'staff')).toMatchObject([{ email: 'rosa@pyharbor.example', phone: '1234' }]);
    expect(contactsOn(edition, 'appeal', 'staff')).toEqual([]);
  });

  test('that nobody confirmed is shown to staff and not to the public', () => {
    const edition = settings({ contacts: [{ ...rosa, confirmed: '' }] });
    expect(contactsSeen(edition, 'public')).toEqual([]);
    expect(contactsSeen(edition, 'staff')).toHaveLength(1);
  });

  test('of whom nothing is shown is not there, not even its part', () => {
    const shows = { name: 'staff', email: 'nobody', phone: 'staff' } as const;
    const edition = settings({
      contacts: [{ ...rosa, part: 'Hotline', shows }],
      rooms: [room('Room 23', 'quiet', '2027-05-14', '2027-05-14')],
    });
    expect(contactsSeen(edition, 'public')).toEqual([]);
    expect(contactsSeen(edition, 'staff')).toMatchObject([{ name: 'Rosa', email: '', phone: '1234' }]);
  });
});
