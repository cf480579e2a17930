import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placesAt, readProgramme } from './programme.ts';

const zone = 'America/New_York';
const entry = {
  guid: '6f1c1b8e-0b6a-5c0e-9a43-2a4f0e7c1d11',
  id: 7,
  date: '2027-05-16T13:30:00-04:00',
  start: '13:30',
  duration: '00:40',
  title: 'Fast queries',
  persons: [{ id: 1, public_name: 'Somebody Speaking' }],
  abstract: 'An abstract.',
};
const schedule = (...entries: readonly unknown[]) => ({
  schedule: {
    version: '0.9',
    conference: { title: 'PyHarbor', days: [{ date: '2027-05-16', rooms: { 'Room D': entries } }] },
  },
});
const talk = {
  id: entry.guid,
  title: 'Fast queries',
  room: 'Room D',
  from: '2027-05-16T13:30',
  to: '2027-05-16T14:10',
};

describe('reading a published programme', () => {
  test('given a schedule of pretalx, title, room and times are taken, and nobody’s name', () => {
    const read = readProgramme(schedule(entry), zone);
    expect(read).toEqual({ sessions: [talk], passedOver: 0 });
    expect(JSON.stringify(read)).not.toContain('Somebody');
  });

  test('given another offset than the event’s, times are those of the event’s clocks', () => {
    const read = readProgramme(schedule({ ...entry, date: '2027-05-16T17:30:00Z' }), zone);
    expect(read?.sessions).toEqual([talk]);
  });

  test.each([
    ['no title', { ...entry, title: ' \u202E ' }],
    ['no time', { ...entry, date: '2027-05-16' }],
    ['no length', { ...entry, duration: '00:00' }],
    ['a length in words', { ...entry, duration: 'long' }],
    ['nothing', null],
  ])('given an entry with %s, it is passed over and counted', (_, odd) => {
    expect(readProgramme(schedule(odd, entry), zone)).toEqual({ sessions: [talk], passedOver: 1 });
  });

  test('given the same id twice, both sessions are there under ids of their own', () => {
    const ids = readProgramme(schedule(entry, entry, { ...entry, guid: 'No Id!', id: undefined }), zone)?.sessions.map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(3);
  });

  test('given a title that plays with direction and lines, it is one plain line', () => {
    const read = readProgramme(schedule({ ...entry, title: 'a\u202Egnp\n\n  b\u0000' }), zone);
    expect(read?.sessions[0]?.title).toBe('a gnp b');
  });

  test('given anything else, it is no programme, and nothing is thrown', () => {
    for (const other of [null, 5, [], {}, { schedule: null }, { schedule: { conference: {} } }])
      expect(readProgramme(other, zone)).toBeNull();
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readProgramme({ schedule: { conference: { days: [{ rooms: { r: [value] } }] } } }, zone);
        readProgramme(value, zone);
      }),
      { numRuns: 300 },
    );
  });

  test('given more sessions than are kept, the rest is counted', () => {
    const many = Array.from({ length: 2_010 }, (_, n) => ({ ...entry, guid: `s-${n}` }));
    expect(readProgramme(schedule(...many), zone)).toMatchObject({ passedOver: 10 });
  });
});

describe('what is on about now', () => {
  const programme = [
    talk,
    { id: 'b', title: 'Keynote', room: 'Hall', from: '2027-05-16T09:00', to: '2027-05-16T10:00' },
    { id: 'c', title: 'Tomorrow', room: 'Room X', from: '2027-05-17T13:30', to: '2027-05-17T14:10' },
  ];
  const at = (clock: string): number => Date.parse(`2027-05-16T${clock}:00-04:00`);

  test('given a talk is on, or was until an hour ago, it stands first, then the rooms of the day', () => {
    expect(placesAt({ programme, zone }, at('13:41'))).toEqual(['Fast queries – Room D', 'Room D', 'Hall']);
    expect(placesAt({ programme, zone }, at('15:10'))[0]).toBe('Fast queries – Room D');
    expect(placesAt({ programme, zone }, at('15:11'))[0]).toBe('Room D');
  });

  test('given it is asked for longer, a talk that was on is still there, behind what is on', () => {
    const keynote = { id: 'd', title: 'Late', room: 'Room D', from: '2027-05-16T16:00', to: '2027-05-16T17:00' };
    const lately = 3 * 3_600_000;
    const later = [...programme, keynote];
    expect(placesAt({ programme: later, zone }, at('16:30'), lately).slice(0, 2)).toEqual([
      'Late – Room D',
      'Fast queries – Room D',
    ]);
    expect(placesAt({ programme: later, zone }, at('17:10'), lately)[1]).toBe('Fast queries – Room D');
    expect(placesAt({ programme: later, zone }, at('17:11'), lately)[1]).toBe('Room D');
  });

  test('given a day without talks, the rooms of the event are there', () => {
    expect(placesAt({ programme, zone }, Date.parse('2027-05-19T12:00:00-04:00'))).toEqual([
      'Room D',
      'Hall',
      'Room X',
    ]);
  });

  test('given many at once, there are a dozen, and rooms among them', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({
      ...talk,
      id: `m${n}`,
      title: `Talk ${n}`,
      room: `Room ${n}`,
    }));
    const places = placesAt({ programme: many, zone }, at('13:41'));
    expect(places.length).toBe(12);
    expect(places.filter((place) => place.startsWith('Room')).length).toBe(4);
  });

  test('given no programme, nothing is offered', () => {
    expect(placesAt({ programme: [], zone }, at('13:41'))).toEqual([]);
  });
});
