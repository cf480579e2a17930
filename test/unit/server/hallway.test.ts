import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Stream } from '#domain/record/header.ts';
import { opensAt } from '#rehearsal/cast.ts';
import { pyharbor } from '#rehearsal/event.ts';
import { entropyOf, keysOf, salt } from '#rehearsal/keys.ts';
import { sha256Hex } from '#seal/digest.ts';
import { bearerHash, memberSecrets } from '#seal/words.ts';
import { api } from '#server/api/api.ts';
import { bearerCap } from '#server/bearer-cap.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import type { DutyPhoneList, DutyPhoneShown, HallwayEntered, HallwayPack } from '#wire/hallway.ts';
import { parseLine } from '#wire/header.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { nothing, probesOf, requestOf, type Asking, type Known } from '../../apart/probes.ts';
import { event, origin, pyconUs, seats, world, type World } from '../pages/world.ts';
import { listOf, rehearsed, sightOver, visitor, type Rehearsed, type Visitor } from './rehearsed.ts';

const hour = 3_600_000;
const day = 24 * hour;
const auth = '1'.repeat(64);
const handleOf = (member: string): string => sha256Hex(member).slice(0, 32);
const secret = 'a'.repeat(32);

let w: World;
let waits: number;
let app: ReturnType<typeof api>;
beforeEach(async () => {
  waits = 0;
  const bearers = bearerCap({ free: 1, clock: () => 0, sleep: async () => void waits++ });
  w = await world({ bearers }, [...seats, ['ines', 'Ines Carvalho', []]], pyharbor(pyconUs()));
  app = api({ ...w.parts, mail: true, cast: [] });
  const file = new Uint8Array([1, 2, 3]);
  for (const member of ['rosa', 'kenji', 'sam', 'ines'])
    await w.store.addUnlock(w.org, { handle: handleOf(member), bearer: bearerHash(auth), member, file });
});
afterEach(() => w.close());

/** One browser, with its own cookies. */
class Phone {
  readonly cookies = new Map<string, string>();
  attributes = '';

  async ask(method: string, path: string, body?: unknown): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { origin, host: 'care.example', cookie, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await app.fetch(new Request(origin + path, { method, headers, ...sent }));
    const set = answer.headers.get('set-cookie') ?? '';
    const [, name = '', value = ''] = /^(__Host-\w+)=([^;]*)/u.exec(set) ?? [];
    if (name !== '') this.cookies.set(name, value);
    if (name !== '') this.attributes = set.slice(set.indexOf(';'));
    return answer;
  }

  enter(member: string, edition = event): Promise<Response> {
    return this.ask('POST', staffPaths.api.hallway.enter, { handle: handleOf(member), auth, edition });
  }

  duty(asked = secret): Promise<Response> {
    return this.ask('POST', staffPaths.api.hallway.duty, { secret: asked });
  }

  pack(edition = event): Promise<Response> {
    return this.ask('GET', staffPaths.api.hallway.pack(edition));
  }

  /** The token of its session, as the store keeps it. */
  get hash(): string {
    return sha256Hex(this.cookies.get('__Host-hallway') ?? '');
  }
}

const code = async (asked: Promise<Response>): Promise<readonly [number, string]> => {
  const answer = await asked;
  const { refused = '' } = (await answer.json()) as { readonly refused?: string };
  return [answer.status, refused];
};
const locked = [401, 'not-allowed'] as const;
const mayHandIn = async (phone: Phone): Promise<boolean> =>
  (await w.store.hallwaySession(w.org, phone.hash, w.clock.now)) !== null;

const unlocked = async (member: string): Promise<Phone> => {
  const phone = new Phone();
  expect((await phone.ask('POST', staffPaths.api.unlock, { handle: handleOf(member), auth })).status).toBe(200);
  return phone;
};
const lent = (
  editor: Phone,
  more: Partial<{ name: string; until: number; secret: string }> = {},
  edition = event,
): Promise<Response> =>
  editor.ask('POST', staffPaths.api.dutyPhones(edition), {
    name: 'Phone 2',
    until: w.clock.now + 8 * hour,
    secret: sha256Hex(secret),
    ...more,
  });

describe('a member in the hallway', () => {
  test('is let in by their eight words, and given what staff need: rooms, plan, guide and the procedure', async () => {
    const phone = new Phone();
    const entered = (await (await phone.enter('kenji')).json()) as HallwayEntered;
    const until = w.clock.now + 12 * hour;
    expect(entered).toEqual({ member: 'kenji', name: 'Kenji Morita', until, unlock: 'AQID' });
    expect(phone.attributes).toMatch(/Path=\/.*HttpOnly; Secure; SameSite=Strict/u);
    expect(phone.attributes).toContain(`Max-Age=${(12 * hour + 30 * day) / 1000}`);
    const answer = await phone.pack();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const pack = (await answer.json()) as HallwayPack;
    const settings = pyharbor(pyconUs());
    expect(pack.edition).toMatchObject({ rooms: settings.rooms, plan: settings.plan, guide: settings.guide });
    expect(pack.edition.guide.entries.some(({ title }) => /assault/iu.test(title))).toBe(true);
    expect(pack.procedure).toMatchObject({ id: 'pycon-us', intake: pyconUs().intake, channels: pyconUs().channels });
    expect(pack).toMatchObject({ org: w.org, now: w.clock.now, rehearsal: true });
    expect(pack.who).toEqual({ member: 'kenji', name: 'Kenji Morita', until });
    const line = pack.edition.contacts.find(({ id }) => id === 'hotline');
    expect(line).toMatchObject({ phone: '+1 412 555 0111' });
    expect(JSON.stringify(pack)).not.toContain('Everybody who comes to PyHarbor can expect');
  });

  test('with wrong words waits and is told what nobody is told; with no role here, that they may not', async () => {
    const phone = new Phone();
    const wrongs = [
      { handle: handleOf('kenji'), auth: '2'.repeat(64), edition: event },
      { handle: handleOf('nobody'), auth, edition: event },
      { handle: handleOf('nobody'), auth, edition: 'elsewhere' },
    ];
    for (const wrong of wrongs)
      expect(await code(phone.ask('POST', staffPaths.api.hallway.enter, wrong))).toEqual([404, 'not-found']);
    expect(waits).toBe(2);
    expect(await code(phone.enter('ines'))).toEqual([403, 'not-allowed']);
    expect(await code(phone.enter('kenji', 'elsewhere'))).toEqual([403, 'not-allowed']);
    expect(await code(phone.ask('POST', staffPaths.api.hallway.enter, {}))).toEqual([400, 'bad-request']);
    expect(waits).toBe(2);
    expect(phone.cookies.size).toBe(0);
  });

  test('is shown nothing of another event, and nothing without a session or with that of the desk', async () => {
    const phone = new Phone();
    await phone.enter('rosa');
    expect(await code(phone.pack('elsewhere'))).toEqual([404, 'not-found']);
    expect(await code(new Phone().pack())).toEqual(locked);
    expect(await code((await unlocked('rosa')).pack())).toEqual(locked);
  });

  test('is shown nothing after twelve hours, and hands in for thirty days more', async () => {
    const phone = new Phone();
    await phone.enter('kenji');
    w.clock.now += 12 * hour - 1;
    expect((await phone.pack()).status).toBe(200);
    w.clock.now += 1;
    expect(await code(phone.pack())).toEqual(locked);
    w.clock.now += 30 * day - 1;
    expect(await mayHandIn(phone)).toBe(true);
    w.clock.now += 1;
    expect(await mayHandIn(phone)).toBe(false);
  });

  test('who leaves is shown nothing, and hands in what they have', async () => {
    const [phone, other] = [new Phone(), new Phone()];
    await phone.enter('kenji');
    await other.enter('kenji');
    expect((await phone.ask('POST', staffPaths.api.hallway.leave, {})).status).toBe(200);
    expect(await code(phone.pack())).toEqual(locked);
    expect(await mayHandIn(phone)).toBe(true);
    expect((await other.pack()).status).toBe(200);
  });

  test('who enters on a phone that somebody else had ends what that one was shown', async () => {
    const [phone, copied] = [new Phone(), new Phone()];
    await phone.enter('rosa');
    copied.cookies.set('__Host-hallway', phone.cookies.get('__Host-hallway') ?? '');
    expect((await copied.pack()).status).toBe(200);
    await phone.enter('kenji');
    expect(await code(copied.pack())).toEqual(locked);
    expect(((await (await phone.pack()).json()) as HallwayPack).who.member).toBe('kenji');
  });

  test.each([
    ['suspended', [{ suspended: true }]],
    ['gone', []],
    ['without a role at the event', [{ roles: [] }]],
    ['past the end of their keys', [{ until: opensAt }]],
  ])('who is %s since is shown nothing, cannot come in again, and hands in what they have', async (_how, change) => {
    const phone = new Phone();
    await phone.enter('kenji');
    await w.restaff((members) =>
      members.flatMap((one) => (one.id === 'kenji' ? change.map((part) => ({ ...one, ...part })) : [one])),
    );
    w.clock.now += hour;
    expect(await code(phone.pack())).toEqual(locked);
    expect(await mayHandIn(phone)).toBe(true);
    expect((await new Phone().enter('kenji')).ok).toBe(false);
  });
});

describe('a phone that is lent', () => {
  test('is let in by the secret of its link, for its shift, under its name', async () => {
    const rosa = await unlocked('rosa');
    const shown = (await (await lent(rosa)).json()) as DutyPhoneShown;
    const until = w.clock.now + 8 * hour;
    expect(shown).toMatchObject({ name: 'Phone 2', madeBy: 'rosa', madeAt: w.clock.now, until, ended: false });
    const phone = new Phone();
    expect(await (await phone.duty()).json()).toEqual({ member: '', name: 'Phone 2', until, edition: event });
    expect(((await (await phone.pack()).json()) as HallwayPack).who).toEqual({ member: '', name: 'Phone 2', until });
    const { hash: _, ...session } = (await w.store.hallwaySession(w.org, phone.hash, 0)) ?? { hash: '' };
    expect(session).toMatchObject({ member: '', phone: shown.id, until, handInUntil: until + 30 * day });
    w.clock.now = until;
    expect(await code(phone.pack())).toEqual(locked);
    expect(await code(new Phone().duty())).toEqual([410, 'expired']);
    expect(await mayHandIn(phone)).toBe(true);
  });

  test('with a secret of nothing waits like wrong words, and a stored hash is no secret', async () => {
    await lent(await unlocked('rosa'));
    for (const wrong of ['b'.repeat(32), sha256Hex(secret).slice(0, 32)])
      expect(await code(new Phone().duty(wrong))).toEqual([404, 'not-found']);
    expect(waits).toBe(1);
    expect(await code(new Phone().duty('short'))).toEqual([400, 'bad-request']);
  });

  test('that is taken back is shown nothing at once, lets nobody in, and hands in what it has', async () => {
    const rosa = await unlocked('rosa');
    const { id } = (await (await lent(rosa)).json()) as DutyPhoneShown;
    const phone = new Phone();
    await phone.duty();
    expect((await rosa.ask('DELETE', staffPaths.api.dutyPhone(event, id))).status).toBe(200);
    expect(await code(phone.pack())).toEqual(locked);
    expect(await code(new Phone().duty())).toEqual([410, 'expired']);
    expect(await mayHandIn(phone)).toBe(true);
    const list = (await (await rosa.ask('GET', staffPaths.api.dutyPhones(event))).json()) as DutyPhoneList;
    expect(list).toMatchObject({ now: w.clock.now, rows: [{ id, ended: true }] });
    expect(JSON.stringify(list)).not.toContain(sha256Hex(secret));
  });

  test('is lent by who settles the event, and by nobody else', async () => {
    const [rosa, kenji, hallway] = [await unlocked('rosa'), await unlocked('kenji'), new Phone()];
    const { id } = (await (await lent(rosa)).json()) as DutyPhoneShown;
    await hallway.enter('rosa');
    const asked = [
      ['GET', staffPaths.api.dutyPhones(event)],
      ['DELETE', staffPaths.api.dutyPhone(event, id)],
    ] as const;
    for (const [method, path] of asked) {
      expect(await code(kenji.ask(method, path))).toEqual([403, 'not-allowed']);
      expect(await code(hallway.ask(method, path))).toEqual(locked);
    }
    expect(await code(lent(kenji))).toEqual([403, 'not-allowed']);
    expect(await code(lent(hallway))).toEqual(locked);
    expect(await code(lent(rosa, {}, 'elsewhere'))).toEqual([404, 'not-found']);
    expect((await new Phone().duty()).status).toBe(200);
  });

  test('has a short name, at most a day and a secret of its own, and is lent once if it is asked for twice', async () => {
    const rosa = await unlocked('rosa');
    const { now } = w.clock;
    const bad = [{ name: ' ' }, { name: 'x'.repeat(41) }, { until: now }, { until: now + day + 1 }, { secret }];
    for (const more of bad) expect(await code(lent(rosa, more))).toEqual([400, 'bad-request']);
    const first = await (await lent(rosa, { name: ' Phone 2 ', until: now + day })).json();
    w.clock.now += 1000;
    expect(await (await lent(rosa, { until: now + day })).json()).toEqual(first);
    expect(await code(lent(rosa, { name: 'Phone 3', until: now + day }))).toEqual([409, 'already-received']);
    const list = (await (await rosa.ask('GET', staffPaths.api.dutyPhones(event))).json()) as DutyPhoneList;
    expect(list.rows).toEqual([first]);
  });

  test('is one of twenty at most at once', async () => {
    const rosa = await unlocked('rosa');
    const one = (n: number) => lent(rosa, { name: `Phone ${n}`, secret: sha256Hex(`${n}`) });
    for (let n = 1; n <= 20; n++) expect((await one(n)).status).toBe(200);
    expect(await code(one(21))).toEqual([429, 'slow-down']);
    w.clock.now += 8 * hour;
    expect((await one(21)).status).toBe(200);
  });
});

describe('a session of the hallway', () => {
  let served: Rehearsed;
  let rosa: Visitor;
  beforeEach(async () => {
    served = await rehearsed();
    rosa = await visitor(served.url, 'rosa');
  });
  afterEach(() => served.end());

  const knownOf = async (incident: string): Promise<Known> => {
    const answer = (await (await rosa.get(staffPaths.api.incident(incident))).json()) as IncidentAnswer;
    const records = [answer.incident, answer.report, answer.mailbox ?? []];
    const lines = records.map((record) => record.map(({ line }) => ({ line, header: parseLine(line) })));
    const ends = lines.flatMap((record): (readonly [Stream, { head: string; next: number }])[] => {
      const last = record.at(-1);
      return last?.header == null ? [] : [[last.header.stream, { head: sha256Hex(last.line), next: record.length }]];
    });
    const { report } = answer.row;
    const mailbox = ends.find(([stream]) => stream.startsWith('mailbox/'))?.[0].slice('mailbox/'.length) ?? '';
    const files = lines.flat().flatMap(({ header }) => header?.file || []);
    return { incident, report, mailbox, ends: new Map(ends), files, recipients: [] };
  };

  test('is told by every other route what somebody without any session is told, though it is a lead who reads', async () => {
    const [one, two] = await listOf(rosa);
    const sight = await sightOver(rosa);
    const known = await knownOf(one?.incident ?? '');
    expect(known.files.length).toBeGreaterThan(1);
    const asking: Asking = {
      member: 'rosa',
      session: '',
      signer: (await keysOf('rosa')).signer,
      org: sight.org,
      note: '',
      roster: { version: sight.roster.version, hash: sight.rosterHash },
      at: served.now(),
      known,
      other: { ...nothing, ...(two && (await knownOf(two.incident))) },
      again: [],
      sameMemory: true,
      recipients: sight.roster.members.map(({ ageHash }) => ageHash),
    };
    const { handle, auth: words } = await memberSecrets(entropyOf('rosa'), salt);
    const body = JSON.stringify({ handle, auth: words, edition: event });
    const head = { origin: served.url, 'content-type': 'application/json' };
    const entered = await fetch(served.url + staffPaths.api.hallway.enter, { method: 'POST', headers: head, body });
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await fetch(served.url + staffPaths.api.hallway.pack(event), { headers: { cookie } })).status).toBe(200);
    const routes = [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))].filter(
      (route) => route.includes(' /api/') && !route.includes(' /api/hallway/'),
    );
    const asked = probesOf(asking, routes, 'all');
    expect(new Set(asked.map(({ route }) => route)).size).toBeGreaterThan(30);
    const told = async (probe: (typeof asked)[number], with_: string): Promise<readonly unknown[]> => {
      const request = requestOf({ ...probe, headers: { ...probe.headers, cookie: with_ } });
      const { method, headers } = request;
      headers.set('origin', served.url);
      const sent = method === 'GET' || method === 'DELETE' ? {} : { body: await request.arrayBuffer() };
      const answer = await fetch(served.url + probe.path, { method, headers, ...sent });
      return [probe.route, answer.status, (await answer.text()).replace(/"now":\d+/u, '')];
    };
    for (const probe of asked) expect(await told(probe, cookie)).toEqual(await told(probe, ''));
  });
});
