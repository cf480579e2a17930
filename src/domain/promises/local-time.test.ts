import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, localOf } from './local-time.ts';

const zones = ['UTC', 'America/New_York', 'Europe/Vienna', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

test.each([
  ['2027-05-15 00:25', 'America/New_York', '2027-05-15T04:25:00Z'],
  ['2027-01-15 00:25', 'America/New_York', '2027-01-15T05:25:00Z'],
  ['2027-05-15 12:00', 'Asia/Kathmandu', '2027-05-15T06:15:00Z'],
  ['2027-05-15 00:00', 'Pacific/Apia', '2027-05-14T11:00:00Z'],
])('%s in %s is %s', (local, zone, utc) => {
  expect(new Date(instantOf(local, zone)).toISOString()).toBe(utc.replace('Z', '.000Z'));
});

test('a time that does not exist goes forward, one that is there twice is the first', () => {
  // New York, 2027: clocks go from 2:00 to 3:00 on 14 March, and back from 2:00 to 1:00 on 7 November.
  expect(localOf(instantOf('2027-03-14 02:30', 'America/New_York'), 'America/New_York')).toBe('2027-03-14 03:30');
  expect(new Date(instantOf('2027-11-07 01:30', 'America/New_York')).toISOString()).toBe('2027-11-07T05:30:00.000Z');
});

test('a local time is the local time of its instant, wherever it exists', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 }),
      (zone, minute) => {
        const local = localOf(minute * 60_000, zone);
        expect(localOf(instantOf(local, zone), zone)).toBe(local);
      },
    ),
  );
});
