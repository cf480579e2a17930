import { describe, expect, test } from 'vitest';
import { ageOf, dueOf, owedWhen, spanOf, whenOf, type Clock } from '#desk/frame/times.ts';
import { desk as en } from '#words/made/en/desk.ts';
import { desk as es } from '#words/made/es/desk.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Saturday 15 May 2027, 16:00 in New York. */
const now = Date.parse('2027-05-15T16:00:00-04:00');
const clock: Clock = { now, zone: 'America/New_York', language: 'en', t: en };

describe('when a duty is due', () => {
  test('says the clock of the event and how long is left', () => {
    expect(dueOf(now + 2 * hour, clock)).toEqual({ words: 'Due today 18:00 · in 2 h', urgency: 'soon' });
  });

  test('goes by midnight of the event, wherever the browser is', () => {
    const night = Date.parse('2027-05-16T00:25:00-04:00');
    expect(whenOf(night, clock)).toBe('tomorrow 00:25');
    expect(whenOf(night, { ...clock, zone: 'Asia/Tokyo' })).toBe('today 13:25');
    expect(whenOf(night, { ...clock, zone: 'Pacific/Honolulu' })).toBe('today 18:25');
  });

  test('names the day beyond tomorrow and the year when it is another', () => {
    expect(dueOf(now + 7 * day, clock).words).toBe('Due Sat, May 22, 16:00 · in 7 days');
    expect(whenOf(now + 300 * day, clock)).toContain('2028');
  });

  test('is late in words, not only in colour', () => {
    expect(dueOf(now - 5 * hour, clock)).toEqual({ words: 'Was due today 11:00 · 5 h late', urgency: 'late' });
    expect(dueOf(now - 3 * day, clock).words).toContain('3 days late');
  });

  test.each([
    [0, 'soon'],
    [6 * hour, 'soon'],
    [6 * hour + 1, 'calm'],
    [-1, 'late'],
  ] as const)('left %d ms is %s', (left, urgency) => {
    expect(dueOf(now + left, clock).urgency).toBe(urgency);
  });

  test('is said in Spanish', () => {
    expect(dueOf(now + 2 * hour, { ...clock, language: 'es', t: es }).words).toBe('Para hoy 18:00 · en 2 h');
  });

  test('holds over the night the clocks change', () => {
    const before = Date.parse('2027-11-06T23:30:00-04:00');
    const at = { ...clock, now: before };
    expect(whenOf(Date.parse('2027-11-07T09:00:00-05:00'), at)).toBe('tomorrow 09:00');
  });
});

test('given what is no time at all, a page says so and goes on', () => {
  for (const at of [Number.NaN, 8_640_000_000_000_001, -9_000_000_000_000_000]) expect(whenOf(at, clock)).toBe('–');
});

test.each([
  [0, '1 min'],
  [59 * minute, '59 min'],
  [60 * minute, '1 h'],
  [47 * hour, '47 h'],
  [48 * hour, '2 days'],
])('a span of %d ms is %s', (ms, words) => {
  expect(spanOf(ms, en)).toBe(words);
});

test('age counts from when the server received it', () => {
  expect(ageOf(now - 90 * minute, clock)).toBe('1 h ago');
});

describe('when something is owed', () => {
  test('at once says since when, by the clock alone on the same day', () => {
    const arose = Date.parse('2027-05-15T15:04:00-04:00');
    expect(owedWhen({ arose, due: arose, atOnce: true }, clock)).toEqual({
      words: 'At once · since 15:04',
      urgency: 'late',
    });
    const before = arose - day;
    expect(owedWhen({ arose: before, due: before, atOnce: true }, clock).words).toBe('At once · since yesterday 15:04');
  });

  test('without a date says so, calmly', () => {
    expect(owedWhen({ arose: now, due: null, atOnce: false }, clock)).toEqual({ words: 'No date', urgency: 'calm' });
  });

  test('with a date is said like any other', () => {
    expect(owedWhen({ arose: 0, due: now + hour, atOnce: false }, clock)).toEqual(dueOf(now + hour, clock));
  });
});
