import { expect, test } from 'vitest';
import { mostPlanBytes, noGuide, type Edition } from '#domain/edition/edition.ts';
import { room, settings } from '#kit/settings.ts';
import { parseEdition } from '#wire/edition.ts';

const entry = { id: 'fire', title: 'Fire', text: 'Leave the house.', phone: '911', address: '' };
const whole: Edition = settings({
  rooms: [{ ...room('Room 23', 'quiet', '2027-05-14', '2027-05-16'), at: { x: 0, y: 1000 } }],
  plan: { type: 'image/webp', image: 'UklGRg==' },
  guide: { version: '2', entries: [entry] },
});

test('settings with a plan, a guide and a room pointed at are read as they were written', () => {
  expect(parseEdition(structuredClone(whole))).toEqual(whole);
});

test('settings signed before there were plans and guides are read as without', () => {
  const { plan: _, guide: __, rooms, ...rest } = whole;
  const old = { ...rest, rooms: rooms.map(({ at: ___, ...before }) => before) };
  const read = parseEdition(old);
  expect(read).toEqual({ ...whole, plan: null, guide: noGuide, rooms: [{ ...whole.rooms[0], at: null }] });
});

test.each([
  ['rooms.0.at.x', { rooms: [{ ...whole.rooms[0], at: { x: 1001, y: 0 } }] }],
  ['rooms.0.at.y', { rooms: [{ ...whole.rooms[0], at: { x: 1, y: -1 } }] }],
  ['rooms.0.at.y', { rooms: [{ ...whole.rooms[0], at: { x: 1, y: 0.5 } }] }],
  ['plan.type', { plan: { type: 'image/svg+xml', image: 'UklGRg==' } }],
  ['plan.image', { plan: { type: 'image/png', image: 'javascript:' } }],
  ['plan.image', { plan: { type: 'image/png', image: '' } }],
  ['plan.image', { plan: { type: 'image/png', image: 'A'.repeat(Math.ceil(mostPlanBytes / 3) * 4 + 4) } }],
  ['guide.entries.0.title', { guide: { version: '', entries: [{ ...entry, title: ' ' }] } }],
  ['guide.entries.0.text', { guide: { version: '', entries: [{ ...entry, text: '' }] } }],
  ['guide.entries', { guide: { version: '', entries: [entry, entry] } }],
  ['guide.version', { guide: { version: 'x'.repeat(41), entries: [] } }],
])('%s is wrong, and nothing else', (place, more) => {
  expect(parseEdition({ ...whole, ...more })).toMatchObject({ places: [place] });
});
