import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contactChanged,
  differingKeys,
  editionKeys,
  emptyContact,
  emptyEdition,
  emptyRoom,
  mergeEdition,
} from '#desk/edition/draft.ts';
import { nearestEdition } from '#desk/edition/nearest.ts';
import { placeIn } from '#desk/edition/wrong.tsx';
import { doubtIn, promisesIn } from '#desk/edition/wording.ts';
import type { Doubt } from '#domain/edition/doubts.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { contact, room, settings } from '#kit/settings.ts';
import { duty, procedure } from '#kit/given.ts';
import { desk as en } from '#words/made/en/desk.ts';
import { desk as es } from '#words/made/es/desk.ts';
import { parseEdition } from '#wire/edition.ts';

const start = settings({ contacts: [contact('Rosa')], rooms: [room('Room 23', 'quiet', '2027-05-14', '2027-05-14')] });

describe('two who change the same event', () => {
  test('both keep what only they changed', () => {
    const mine = { ...start, place: 'Mine' };
    const theirs = { ...start, teamPhone: 'theirs', rooms: [] };
    expect(mergeEdition(start, mine, theirs)).toEqual({
      edition: { ...start, place: 'Mine', teamPhone: 'theirs', rooms: [] },
      both: [],
    });
  });

  test('are told what both changed, and mine is kept; the same change is no quarrel', () => {
    const mine = { ...start, place: 'Mine', teamPhone: 'same' };
    const theirs = { ...start, place: 'Theirs', teamPhone: 'same' };
    const { edition, both } = mergeEdition(start, mine, theirs);
    expect(edition.place).toBe('Mine');
    expect(both).toEqual(['place']);
  });

  test('never end with a procedure of one and the version of the other', () => {
    const mine = { ...start, procedureVersion: '2', procedureDigest: '2'.repeat(64) };
    const theirs = { ...start, procedure: 'other', procedureVersion: '9', procedureDigest: '9'.repeat(64) };
    const { edition, both } = mergeEdition(start, mine, theirs);
    expect(edition).toMatchObject({ procedure: 'small', procedureVersion: '2', procedureDigest: '2'.repeat(64) });
    expect(both).toContain('procedureDigest');
  });

  const changes = fc.subarray(['name', 'place', 'teamPhone', 'meetingPoint', 'neutralTitle'] as const);
  const changed = (keys: readonly (keyof Edition)[], to: string): Edition => ({
    ...start,
    ...Object.fromEntries(keys.map((key) => [key, to])),
  });
  test('lose nothing, whatever they changed', () => {
    fc.assert(
      fc.property(changes, changes, (mine, theirs) => {
        const { edition, both } = mergeEdition(start, changed(mine, 'mine'), changed(theirs, 'theirs'));
        for (const key of mine) expect(edition[key]).toBe('mine');
        for (const key of theirs) if (!mine.includes(key)) expect(edition[key]).toBe('theirs');
        expect([...both].toSorted()).toEqual(mine.filter((key) => theirs.includes(key)).toSorted());
      }),
    );
  });
});

test('every field of an edition but its id is compared', () => {
  expect([...editionKeys, 'id'].toSorted()).toEqual(Object.keys(start).toSorted());
  expect(differingKeys(start, { ...start, contacts: [] })).toEqual(['contacts']);
});

test('another address or number is to be confirmed anew, another part is not', () => {
  const rosa = contact('Rosa', { email: 'rosa@pyharbor.example' });
  expect(contactChanged(rosa, { email: 'rosa@pyharbour.example' }).confirmed).toBe('');
  expect(contactChanged(rosa, { phone: '1' }).confirmed).toBe('');
  expect(contactChanged(rosa, { part: 'Chair' }).confirmed).toBe('2027-05-01');
  expect(contactChanged({ ...rosa, confirmed: '' }, { confirmed: '2027-05-02' }).confirmed).toBe('2027-05-02');
});

test('new rows have ids of their own, whatever was removed between', () => {
  let edition = settings();
  for (let n = 0; n < 4; n++) {
    if (n === 2) edition = { ...edition, rooms: edition.rooms.slice(1), contacts: edition.contacts.slice(1) };
    edition = { ...edition, rooms: [...edition.rooms, { ...emptyRoom(edition), name: 'R' }] };
    edition = { ...edition, contacts: [...edition.contacts, { ...emptyContact(edition), name: 'C' }] };
  }
  expect(parseEdition(edition)).toEqual(edition);
});

test('an empty event takes no room, contact, code or phone of another along', () => {
  const full = { ...start, codeOfConduct: [{ version: '1', from: '2027-01-01', title: 'T', text: 'X', link: '' }] };
  expect(emptyEdition(full)).toMatchObject({ rooms: [], contacts: [], codeOfConduct: [], teamPhone: '', large: false });
});

test('the event that is meant is the one that runs or comes next, else the last', () => {
  const of = (id: string, from: string, to: string) => ({ id, from, to });
  const events = [
    of('c', '2029-01-01', '2029-01-03'),
    of('a', '2027-01-01', '2027-01-03'),
    of('b', '2028-01-01', '2028-01-03'),
  ];
  const on = (day: string) => nearestEdition(events, day)?.id;
  expect([on('2026-06-01'), on('2027-01-03'), on('2027-01-04'), on('2030-01-01')]).toEqual(['a', 'a', 'b', 'c']);
  expect(nearestEdition([], '2027-01-01')).toBeUndefined();
});

describe('what is wrong', () => {
  const wrongIn = (edition: Edition): readonly string[] => {
    const read = parseEdition(edition);
    return 'wrong' in read ? read.places.map(placeIn) : [];
  };

  test('is named by the place it is at', () => {
    expect(wrongIn(start)).toEqual([]);
    expect(wrongIn({ ...start, name: ' ' })).toEqual(['name']);
    expect(wrongIn({ ...start, languages: [] })).toEqual(['languages']);
    expect(wrongIn({ ...start, contacts: [contact('A'), contact('B', { email: 'nobody' })] })).toEqual([
      'contacts.1.email',
    ]);
    expect(wrongIn({ ...start, rooms: [room('R', 'quiet', '2027-05-16', '2027-05-14')] })).toEqual(['rooms.0.dates']);
    expect(wrongIn({ ...start, to: '2027-05-01' })).toEqual(['dates']);
    expect(wrongIn({ ...start, from: '2027-02-31' })).toEqual(['from']);
    expect(wrongIn({ ...start, to: '2032-05-01' })).toEqual(['span']);
  });
});

describe('in words', () => {
  const doubts: readonly Doubt[] = [
    { what: 'room-missing', kind: 'quiet', days: ['2027-05-14', '2027-05-15', '2027-05-17'] },
    { what: 'contact-unconfirmed', contact: contact('Rosa') },
    { what: 'contact-left', contact: contact('Rosa') },
    { what: 'near-domains', one: 'a.example', other: 'b.example' },
    { what: 'list-empty', list: 'conflict' },
    { what: 'stand-in-by-number', role: 'lead', holders: 2, moreThan: 2 },
    { what: 'stand-in-nobody', roles: ['pool', 'board'] },
    { what: 'role-unheld', role: 'chair' },
    { what: 'roles-unknown', roles: ['organizer'] },
    { what: 'language-missing', language: 'es' },
    { what: 'gathering-other' },
    { what: 'code-missing' },
  ];

  test('every doubt is a sentence of its own, in each language', () => {
    for (const [t, language] of [
      [en, 'en'],
      [es, 'es'],
    ] as const) {
      const sentences = doubts.map((doubt) => doubtIn(t, procedure, doubt, language));
      expect(new Set(sentences).size).toBe(doubts.length);
      for (const sentence of sentences) expect(sentence).toMatch(/^\p{L}[^{}]*\.$/u);
    }
    const [rooms] = doubts.map((doubt) => doubtIn(en, procedure, doubt, 'en').replaceAll(/\s/gu, ' '));
    expect(rooms).toBe('No quiet room on May 14 – 15 and May 17.');
    expect(doubtIn(en, procedure, doubts[5] as Doubt, 'en')).toContain('more than 2');
  });

  test('a procedure is told apart by what it promises reporters, and until when', () => {
    expect(promisesIn(en, procedure, 'en')).toEqual(['acknowledge: within 24 hours', 'follow-up: within 7 days']);
    const met = { kind: 'closed', facts: {} };
    const duties = [
      duty('call', { unit: 'at-once' }, met),
      duty('letter', { unit: 'after-event', count: 30 }, met),
      duty('carry out', { unit: 'agreed' }, met),
      duty('meet', { unit: 'hours', count: 2 }, met, { owedTo: 'team' }),
    ];
    expect(promisesIn(en, { ...procedure, duties }, 'en')).toEqual([
      'call: at once',
      'letter: 30 days after the event',
    ]);
  });
});
