import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contact, room, settings } from '#kit/settings.ts';
import { codeAt } from './codes.ts';
import { copyEdition } from './copy.ts';
import { daysBetween } from './days.ts';
import { publicEdition } from './published.ts';

const code = { version: '1', from: '2020-01-01', title: 'Code of conduct', text: 'Be kind.', link: '' };
const last = settings({
  rooms: [{ ...room('Room 23', 'quiet', '2027-05-13', '2027-05-14'), at: { x: 1, y: 1 } }],
  contacts: [contact('Rosa'), contact('Amina', { confirmed: '' })],
  plan: { type: 'image/png', image: 'iVBORw0KGgo=' },
  guide: {
    version: '3',
    entries: [{ id: 'fire', title: 'Fire', text: 'Leave the house.', phone: '911', address: 'fire@house.example' }],
  },
  codeOfConduct: [code],
});
const next = { id: 'pyharbor-2028', name: 'PyHarbor US 2028', from: '2028-05-12', to: '2028-05-15' };

test('the next event has every contact, each to be confirmed, so that none is published', () => {
  const copied = copyEdition(last, next);
  expect(copied.contacts.map(({ name, confirmed }) => [name, confirmed])).toEqual([
    ['Rosa', ''],
    ['Amina', ''],
  ]);
  expect(publicEdition(copied).contacts).toEqual([]);
});

test('rooms keep their names and move with the first day; the code stays', () => {
  const copied = copyEdition(last, next);
  expect(copied).toMatchObject(next);
  expect(copied.rooms).toMatchObject([{ name: 'Room 23', from: '2028-05-11', to: '2028-05-12' }]);
  expect(codeAt(copied, '2028-05-12')).toEqual(code);
});

test('nobody is sent to the place and phone of another year', () => {
  expect(copyEdition(last, next)).toMatchObject({ place: '', teamPhone: '', meetingPoint: '', plan: null });
  expect(copyEdition(last, next).rooms).toMatchObject([{ at: null }]);
});

test('the guide keeps what to do, and not whom last year to call', () => {
  expect(copyEdition(last, next).guide).toEqual({
    version: '',
    entries: [{ id: 'fire', title: 'Fire', text: 'Leave the house.', phone: '', address: '' }],
  });
});

test('whatever the dates: all unconfirmed, and rooms as far from the first day as they were', () => {
  const day = fc.integer({ min: 0, max: 9_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, day, day, fc.array(fc.constantFrom('', '2027-05-01')), (from, start, end, confirmed) => {
      const edition = settings({
        from: start,
        rooms: [room('Room 23', 'quiet', start, end)],
        contacts: confirmed.map((when, i) => contact(`c${i}`, { confirmed: when })),
      });
      const copied = copyEdition(edition, { ...next, from });
      expect(copied.contacts.every((one) => one.confirmed === '')).toBe(true);
      const [moved] = copied.rooms;
      expect(moved?.from).toBe(from);
      expect(daysBetween(moved?.from ?? '', moved?.to ?? '')).toBe(daysBetween(start, end));
    }),
  );
});

test('the code in force is the newest that had begun, and before the first there is none', () => {
  const codes = {
    codeOfConduct: [
      { ...code, from: '2026-01-01' },
      { ...code, version: '2', from: '2027-05-15' },
    ],
  };
  expect(codeAt(codes, '2025-12-31')).toBeNull();
  expect(codeAt(codes, '2027-05-14')?.version).toBe('1');
  expect(codeAt(codes, '2027-05-15')?.version).toBe('2');
  expect(codeAt({ codeOfConduct: codes.codeOfConduct.toReversed() }, '2027-05-14')?.version).toBe('1');
});
