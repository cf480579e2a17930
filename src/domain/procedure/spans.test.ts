import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReminder, parseRingAfter, parseSpan, reminderText, ringText, roughMinutes, spanText } from './spans.ts';

test.each([
  'at once',
  '15 minutes',
  '1 minute',
  '24 hours',
  '7 days',
  '1 day',
  '30 days after the event',
  '1 day after the event',
  'as agreed',
  'no limit',
])('%s is a span, and is written as it was read', (text) => {
  const span = parseSpan(text);
  expect(span).not.toBeNull();
  if (span !== null) expect(spanText(span)).toBe(text);
});

test.each(['75 %', '3 days', 'due', '1 day late', '90 minutes', '2 hours late'])(
  '%s is a reminder, and is written as it was read',
  (text) => {
    const reminder = parseReminder(text);
    expect(reminder).not.toBeNull();
    if (reminder !== null) expect(reminderText(reminder)).toBe(text);
  },
);

test.each(['', '0 hours', '-1 days', '1.5 hours', '24h', '7  days', '7 weeks', 'soon', '100000 days', 'at once '])(
  '%j is no span',
  (text) => {
    expect(parseSpan(text)).toBeNull();
  },
);

test.each(['', '0 %', '100 %', 'late', 'due late', '3 weeks', 'no limit'])('%j is no reminder', (text) => {
  expect(parseReminder(text)).toBeNull();
});

test('every count and unit is written as it is read', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999 }),
      fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const),
      (count, unit) => {
        expect(parseSpan(spanText({ unit, count }))).toEqual({ unit, count });
      },
    ),
  );
});

test('only what has a length can be compared', () => {
  expect(['at once', '90 minutes', '2 hours', '1 day'].map((text) => roughMinutes(parseSpan(text)!))).toEqual([
    0, 90, 120, 1_440,
  ]);
  for (const text of ['as agreed', 'no limit', '30 days after the event'])
    expect(roughMinutes(parseSpan(text)!)).toBeNull();
});

test('a step of waking comes at once, or after minutes or hours up to a day', () => {
  expect(['at once', '5 minutes', '2 hours', '24 hours'].map(parseRingAfter)).toEqual([0, 5, 120, 1_440]);
  for (const text of ['', '1 day', '25 hours', 'as agreed', 'no limit', '0 minutes', 'soon'])
    expect(parseRingAfter(text)).toBeNull();
  expect(ringText({ after: 0, whom: 'on-duty' })).toBe('at once: on-duty');
  expect(ringText({ after: 120, whom: 'owed' })).toBe('2 hours: owed');
});
