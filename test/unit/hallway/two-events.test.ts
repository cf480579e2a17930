import { afterEach, beforeEach, expect, test } from 'vitest';
import { asking } from '#hallway/keys/asking.ts';
import { keptOn } from '#hallway/keys/files.ts';
import { keysOver } from '#hallway/keys/verbs.ts';
import type { TakingForm } from '#domain/intake/taken.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { api } from '#server/api/api.ts';
import { event, origin, pyHarbor, pyconUs, world, type World } from '../pages/world.ts';
import { folder, formOf, told } from './phone.ts';

const hour = 3_600_000;
const lastYear = 'pyharbor-2026';
let w: World;
beforeEach(async () => {
  w = await world();
  await w.restaff((members) =>
    members.map((one) => ({
      ...one,
      roles: [...one.roles, ...one.roles.map(([, role]) => [lastYear, role] as const)],
    })),
  );
  const edition = { ...pyHarbor(pyconUs()), id: lastYear };
  await w.enter('rosa', `edition/${lastYear}`, 'settled', utf8(JSON.stringify(edition)));
});
afterEach(() => w.close());

test('given a report of another event waits for a session there, those of this event are handed in all the same', async () => {
  const app = api({ ...w.parts, mail: true, cast: [] });
  let cookie = '';
  const session = async (edition: string): Promise<void> => {
    const token = randomHex(32);
    const until = w.clock.now + 12 * hour;
    const row = { hash: sha256Hex(token), edition, member: 'sam', phone: '', until, handInUntil: until };
    await w.store.addHallwaySession(w.org, row, w.clock.now);
    cookie = `__Host-hallway=${token}`;
  };
  const fetched: typeof fetch = async (path, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries({ cookie, origin, host: 'care.example' })) headers.set(name, value);
    const { method = 'GET', body = null } = init ?? {};
    return app.fetch(new Request(origin + (path as string), { method, body, headers }));
  };
  const { verbs } = keysOver({ ask: asking(fetched), kept: keptOn(folder()), alone: async () => true });
  const taken = async (edition: string, at: number): Promise<string> => {
    await session(edition);
    const pack = await verbs.refresh(edition);
    if ('refused' in pack) throw new Error(pack.refused);
    const { draft } = await verbs.begin({ edition, channel: 'in-person', language: 'en', at, continues: '' });
    const form: TakingForm = formOf(pack, at, { edition, answers: told('He blocked the door.') });
    expect(await verbs.finish(draft, form, at)).toMatchObject({ kept: true });
    return draft;
  };
  const before = await taken(lastYear, w.clock.now - 2);
  const now = await taken(event, w.clock.now - 1);
  expect(await verbs.handIn(w.clock.now)).toMatchObject({
    sent: [{ report: now }],
    waiting: [{ report: before, refused: 'not-allowed' }],
  });
  await session(lastYear);
  expect(await verbs.handIn(w.clock.now)).toMatchObject({ sent: [{ report: before }], waiting: [] });
});
