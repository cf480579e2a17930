import { assert, constantFrom, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayAfter, dayOf, endOfDay } from './clock.ts';

const newYork = 'America/New_York';
const zones = [newYork, 'Europe/Vienna', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
const at = (iso: string): number => Date.parse(iso);
const zone = constantFrom(...zones);
const instant = integer({ min: at('2009-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });
const days = integer({ min: 0, max: 60 });

const shown = (instantMs: number, where: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: where, dateStyle: 'short', timeStyle: 'medium' }).format(instantMs);

test('a week over the start of summer time ends at the same local time, an hour sooner', () => {
  const received = at('2027-03-10T12:00:00-05:00');
  expect(addDays(received, 7, newYork)).toBe(at('2027-03-17T12:00:00-04:00'));
  expect(addDays(received, 7, newYork) - received).toBe(167 * 3_600_000);
});

test('a week over its end is an hour longer', () => {
  expect(addDays(at('2027-11-03T12:00:00-04:00'), 7, newYork)).toBe(at('2027-11-10T12:00:00-05:00'));
});

test('a local time that does not exist moves forward by what was skipped', () => {
  expect(addDays(at('2027-03-13T02:30:00-05:00'), 1, newYork)).toBe(at('2027-03-14T03:30:00-04:00'));
  expect(addDays(at('2027-10-02T02:15:00+10:30'), 1, 'Australia/Lord_Howe')).toBe(at('2027-10-03T02:45:00+11:00'));
  expect(addDays(at('2011-12-29T10:00:00-10:00'), 1, 'Pacific/Apia')).toBe(at('2011-12-31T10:00:00+14:00'));
});

test('a local time that comes twice is the first of the two', () => {
  expect(addDays(at('2027-10-30T02:30:00+02:00'), 1, 'Europe/Vienna')).toBe(at('2027-10-31T02:30:00+02:00'));
});

test('a day ends just before the next one begins, also when it has 23, 25 or 24.5 hours', () => {
  const hours = (date: string, where: string): number => {
    const end = endOfDay(date, where);
    return (end - endOfDay(dayAfter(date, -1), where)) / 3_600_000;
  };
  expect(hours('2027-03-14', newYork)).toBe(23);
  expect(hours('2027-11-07', newYork)).toBe(25);
  expect(hours('2027-04-04', 'Australia/Lord_Howe')).toBe(24.5);
  expect(endOfDay('2027-05-18', newYork)).toBe(at('2027-05-19T00:00:00-04:00') - 1);
});

test('an instant has the date that clocks there show', () => {
  expect(dayOf(at('2027-05-15T03:59:59Z'), newYork)).toBe('2027-05-14');
  expect(dayOf(at('2027-05-15T04:00:00Z'), newYork)).toBe('2027-05-15');
  expect(dayAfter('2027-12-31', 1)).toBe('2028-01-01');
});

test('whatever the zone: some days later clocks show the same time, or one that was skipped to', () => {
  assert(
    property(instant, days, zone, (start, count, where) => {
      const end = addDays(start, count, where);
      const wanted = `${dayAfter(dayOf(start, where), count)} ${shown(start, where).slice(11)}`;
      expect(shown(end, where) >= wanted).toBe(true);
      if (shown(end, where) !== wanted) expect(shown(end - 86_400_000, where) < wanted).toBe(true);
      expect(end % 1_000).toBe(start % 1_000);
    }),
    { numRuns: 400 },
  );
});

test('whatever the zone: more days are never sooner, and no days are no time', () => {
  assert(
    property(instant, days, zone, (start, count, where) => {
      expect(addDays(start, count + 1, where)).toBeGreaterThan(addDays(start, count, where));
      expect(addDays(start, 0, where)).toBeLessThanOrEqual(start);
      expect(start - addDays(start, 0, where)).toBeLessThanOrEqual(3_600_000);
    }),
    { numRuns: 400 },
  );
});

test('whatever the zone: an instant is on its day, and not behind its end', () => {
  assert(
    property(instant, zone, (moment, where) => {
      const date = dayOf(moment, where);
      expect(moment).toBeLessThanOrEqual(endOfDay(date, where));
      expect(moment).toBeGreaterThan(endOfDay(dayAfter(date, -1), where));
      expect(dayOf(endOfDay(date, where), where)).toBe(date);
    }),
    { numRuns: 400 },
  );
});
