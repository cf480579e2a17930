import { afterEach, beforeEach, expect, test } from 'vitest';
import { currentEditions } from '#server/editions.ts';
import { utf8 } from '#seal/digest.ts';
import { event, pyconUs, pyHarbor, seats, world, type World } from '../pages/world.ts';

let w: World;
beforeEach(async () => {
  w = await world({}, seats);
});
afterEach(() => w.close());

const hour = 3_600_000;
const placeNow = async (): Promise<string | undefined> =>
  (await currentEditions(w.store, w.parts.procedures, w.clock.now))?.editions[0]?.edition.place;
const settles = (member: string, place: string): Promise<void> =>
  w.enter(member, `edition/${event}`, 'settled', utf8(JSON.stringify({ ...pyHarbor(pyconUs()), place })));

test('what an editor settled while they were one goes on to hold when they leave', async () => {
  await settles('helen', 'Rivergate');
  await w.restaff((members) => members.filter(({ id }) => id !== 'helen'));
  w.clock.now += 2 * hour;
  expect(await placeNow()).toBe('Rivergate');
});

test.each([
  ['left', []],
  ['suspended', [{ suspended: true }]],
  ['without the right', [{ rights: [] }]],
  ['with other keys', [{ sign: 'f'.repeat(64) }]],
])('a key of an editor who is %s by then settles nothing, whichever list the entry names', async (_how, change) => {
  await settles('rosa', 'Rivergate');
  await w.restaff((members) =>
    members.flatMap((member) => (member.id === 'helen' ? change.map((one) => ({ ...member, ...one })) : [member])),
  );
  w.clock.now += 2 * hour;
  await settles('helen', 'Elsewhere');
  expect(await placeNow()).toBe('Rivergate');
});

test('an editor who stays may sign under the list before: somebody was quicker with the team than they', async () => {
  await w.restaff((members) => members.map((one) => (one.id === 'sam' ? { ...one, suspended: true } : one)));
  w.clock.now += 2 * hour;
  await settles('helen', 'Rivergate');
  expect(await placeNow()).toBe('Rivergate');
});
