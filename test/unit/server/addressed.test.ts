import { describe, expect, test } from 'vitest';
import { pyharbor } from '#rehearsal/event.ts';
import { event } from '#rehearsal/cast.ts';
import { addressedTo, plainAddress } from '#server/mail/addressed.ts';
import type { CurrentEdition } from '#server/editions.ts';
import { member, procedure as small, roster } from '#kit/given.ts';

const base = pyharbor(small);
const head = roster([member('rosa', ['lead'])]);
const noon = Date.parse('2027-05-15T12:00:00-04:00');

const at = (id: string, from: string, to: string, over: Partial<CurrentEdition> = {}, shared = ''): CurrentEdition => ({
  edition: {
    ...base,
    id,
    from,
    to,
    contacts: base.contacts.map((one) => (one.id === 'conduct' && shared !== '' ? { ...one, email: shared } : one)),
  },
  procedure: small,
  entries: [],
  missing: [],
  openedAlone: false,
  open: true,
  ...over,
});

const last = at('last', '2026-05-10', '2026-05-14');
const now = at('now', '2027-05-14', '2027-05-18');
const next = at('next', '2028-05-10', '2028-05-14');
const later = at('later', '2029-05-10', '2029-05-14');

const forEvent = (editions: readonly CurrentEdition[], to: readonly string[], when = noon): string =>
  addressedTo({ editions, roster: head }, { to, delivered: [] }, { by: 'imap', to: [] }, when)?.current.edition.id ??
  'none';

describe('the event a letter is for', () => {
  test.each([
    ['whose days hold today', [last, next, now, later], 'now'],
    ['that comes next where none is on', [last, later, next], 'next'],
    ['that was last where none comes any more', [at('first', '2025-05-10', '2025-05-14'), last], 'last'],
    ['that is open, where the one that is on is closed', [last, { ...now, open: false }, next], 'next'],
    ['nobody names, where all are closed', [{ ...now, open: false }], 'none'],
  ])('is the one %s', (_, editions, id) => {
    expect(forEvent(editions, ['conduct@pyharbor.example'])).toBe(id);
    expect(forEvent(editions, ['hello@pyharbor.example'])).toBe(id);
    expect(forEvent(editions, [])).toBe(id);
  });

  test('is the one whose shared address it was sent to, whatever is on', () => {
    const sister = at('sister', '2026-11-01', '2026-11-02', {}, 'care@sister.example');
    expect(forEvent([now, sister], ['Care+web@Sister.example'])).toBe('sister');
  });

  test.each([
    ['one of several that share it', [now, next], ['conduct@pyharbor.example'], true],
    ['the only one that is open', [now, { ...next, open: false }], ['conduct@pyharbor.example'], false],
    [
      'one by an address of its own',
      [at('sister', '2026-11-01', '2026-11-02', {}, 'care@sister.example'), next],
      ['care@sister.example'],
      false,
    ],
    ['none, where several are open', [now, next], ['hello@pyharbor.example'], true],
    ['none, where one is open', [now], [], false],
  ])('is said to be unnamed, or not, for %s', (_, editions, to, unnamed) => {
    const parts = [
      { editions, roster: head },
      { to, delivered: [] },
      { by: 'imap', to: [] },
    ] as const;
    expect(addressedTo(...parts, noon)?.unnamed).toBe(unnamed);
  });

  test('counts by the days of the event’s own zone', () => {
    const eve = Date.parse('2027-05-13T23:30:00-04:00');
    expect(forEvent([last, now, at('eve', '2027-05-12', '2027-05-13')], [], eve)).toBe('eve');
  });
});

test('what stands behind a plus does not count, and an address that is only that stays as it is', () => {
  expect(plainAddress(' Care+Web@A.org ')).toBe('care@a.org');
  expect(plainAddress('+1412@a.org')).toBe('+1412@a.org');
  expect(plainAddress('undisclosed')).toBe('undisclosed');
});

test('a lead who is not asked for alone by the procedure is the team', () => {
  const addressed = addressedTo(
    { editions: [at(event, now.edition.from, now.edition.to)], roster: head },
    { to: ['amina.haidari@pyharbor.example'], delivered: ['amina.haidari@pyharbor.example'] },
    { by: 'imap', to: [] },
    noon,
  );
  expect([addressed?.only, addressed?.feedback]).toEqual([[], false]);
});
