import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { room, settings } from '#kit/settings.ts';
import { dayOf } from './clock.ts';
import { daysBetween, daysOf, stretches } from './days.ts';
import { roomFor, roomOn, uncoveredDays } from './rooms.ts';

const pyharbor = settings({
  to: '2027-05-18',
  rooms: [
    room('Room 23', 'quiet', '2027-05-14', '2027-05-14'),
    room('Room 25C', 'quiet', '2027-05-15', '2027-05-16'),
    room('Room 11', 'staff', '2027-05-14', '2027-05-18'),
  ],
});
const at = (iso: string): number => Date.parse(iso);

describe('the room of the day', () => {
  test.each([
    ['2027-05-14T12:00:00-04:00', 'Room 23'],
    ['2027-05-15T12:00:00-04:00', 'Room 25C'],
    ['2027-05-16T12:00:00-04:00', 'Room 25C'],
    ['2027-05-17T12:00:00-04:00', undefined],
  ])('at %s is %s', (when, name) => {
    expect(roomFor(pyharbor, 'quiet', at(when))?.name).toBe(name);
  });

  test('changes at midnight of the event, not of UTC', () => {
    expect(roomFor(pyharbor, 'quiet', at('2027-05-14T23:59:59-04:00'))?.name).toBe('Room 23');
    expect(roomFor(pyharbor, 'quiet', at('2027-05-15T00:00:00-04:00'))?.name).toBe('Room 25C');
    expect(roomFor({ ...pyharbor, zone: 'Pacific/Apia' }, 'quiet', at('2027-05-14T12:00:00Z'))?.name).toBe('Room 25C');
  });

  test('is of the kind that was asked for', () => {
    expect(roomFor(pyharbor, 'safety', at('2027-05-14T12:00:00-04:00'))).toBeNull();
    expect(roomFor(pyharbor, 'staff', at('2027-05-17T12:00:00-04:00'))?.name).toBe('Room 11');
  });

  test('is the same for every instant of a local day, in any zone', () => {
    const zone = fc.constantFrom('America/New_York', 'Europe/Vienna', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC');
    fc.assert(
      fc.property(
        zone,
        fc.integer({ min: at('2027-05-12T00:00:00Z'), max: at('2027-05-20T00:00:00Z') }),
        (in_, now) => {
          const edition = { ...pyharbor, zone: in_ };
          expect(roomFor(edition, 'quiet', now)).toBe(roomOn(edition, 'quiet', dayOf(now, in_)));
        },
      ),
    );
  });
});

test('days of the event without a room are named, and no other days', () => {
  expect(uncoveredDays(pyharbor, 'quiet')).toEqual(['2027-05-17', '2027-05-18']);
  expect(uncoveredDays(pyharbor, 'staff')).toEqual([]);
  expect(uncoveredDays(settings(), 'safety')).toEqual(['2027-05-14', '2027-05-15', '2027-05-16']);
});

test('a stretch of days is its days, and days make the fewest stretches', () => {
  const day = fc
    .integer({ min: 0, max: 60 })
    .map((n) => new Date(at('2027-03-01') + n * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.uniqueArray(day), (some) => {
      const days = some.toSorted();
      const found = stretches(days);
      expect(found.flatMap(daysOf)).toEqual(days);
      for (const [i, next] of found.entries()) {
        const before = found[i - 1];
        if (before !== undefined) expect(daysBetween(before.to, next.from)).toBeGreaterThan(1);
      }
    }),
  );
});
