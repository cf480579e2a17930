import { expect, test } from 'vitest';
import { programmeIn } from '#desk/edition/programme-part.tsx';
import { lent as en } from '#words/made/en/lent.ts';

const on = (...days: readonly string[]) => days.map((from) => ({ from }));

test('given a programme of one day, its day is said once', () => {
  expect(programmeIn(en, 'en', on('2027-05-15T09:00'))).toBe('1 session, on May 15.');
  expect(programmeIn(en, 'en', on('2027-05-15T09:00', '2027-05-15T10:00'))).toBe('2 sessions, all on May 15.');
});

test('given more days, it goes from the first to the last; given none, it says so', () => {
  expect(programmeIn(en, 'en', on('2027-05-14T09:00', '2027-05-16T10:00'))).toBe('2 sessions, from May 14 to May 16.');
  expect(programmeIn(en, 'en', [])).toBe('There is no programme yet.');
});
