import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { carriedBy, receivedLater } from '#domain/intake/carried.ts';
import { barredFrom, recipientsAtBirth, type Recipients } from '#domain/intake/recipients.ts';
import type { Facts, Header } from '#domain/record/header.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import { textFact } from '#domain/record/header.ts';
import type { Roster, RosterMember } from '#domain/team/roster.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { signEntry, signerOf } from '#seal/entry.ts';
import { newKeyring } from '#seal/keyring.ts';
import {
  freshTaking,
  newTaking,
  placeOutgoing,
  sealOutgoing,
  type Chosen,
  type Outgoing,
  type Taking,
} from '#seal/outgoing.ts';
import { readNote } from '#seal/roster.ts';
import { api } from '#server/api/api.ts';
import { currentEditions, type Organisation } from '#server/editions.ts';
import type { IncidentList, OwedList } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { event, origin, pyHarbor, pyconUs, versionOf, world, type World } from '../pages/world.ts';
import { batchForm } from './rehearsed.ts';

const hour = 3_600_000;
const day = 24 * hour;

let w: World;
let app: ReturnType<typeof api>;
let phone: string;
beforeEach(async () => {
  w = await world();
  app = api({ ...w.parts, mail: true, cast: [] });
  phone = await hallway();
});
afterEach(() => w.close());

/** The cookie of a phone of the hallway. */
async function hallway(edition = event, member = 'sam'): Promise<string> {
  const token = randomHex(32);
  const until = w.clock.now + 12 * hour;
  const session = { hash: sha256Hex(token), edition, member, phone: '', until, handInUntil: until + 30 * day };
  await w.store.addHallwaySession(w.org, session, w.clock.now);
  return `__Host-hallway=${token}`;
}

async function desk(member: string): Promise<string> {
  const token = randomHex(32);
  await w.store.addSession(w.org, { hash: sha256Hex(token), member, until: w.clock.now + 400 * day });
  return `__Host-desk=${token}`;
}

async function get<T>(path: string, cookie: string): Promise<T> {
  const answer = await app.fetch(new Request(origin + path, { headers: { cookie } }));
  return (await answer.json()) as T;
}

async function organisation(): Promise<Organisation> {
  const found = await currentEditions(w.store, w.parts.procedures, w.clock.now);
  if (found === null) throw new Error('nothing is set up');
  return found;
}

async function recipientsOf(roster: Roster): Promise<Map<string, string>> {
  const pairs = roster.members.map(async ({ ageHash }) => [ageHash, await w.store.recipient(ageHash)] as const);
  return new Map((await Promise.all(pairs)).flatMap(([hash, text]) => (text === null ? [] : [[hash, text]])));
}

interface Told {
  readonly leaveOut?: readonly string[];
  readonly only?: string;
  readonly named?: readonly string[];
  readonly at?: number;
  readonly digest?: string;
  readonly channel?: 'in-person' | 'phone';
  readonly text?: string;
  readonly carried?: Recipients;
  /** The list it says it was locked under. */
  readonly list?: Pick<Organisation, 'roster' | 'rosterHash'>;
}

/** Taken down on a phone and locked there, under the list and the version of now. */
async function waiting(told: Told = {}, given?: Taking): Promise<Outgoing> {
  const { org, root, roster, rosterHash, salt } = await organisation();
  const { leaveOut = [], only = '', named = [], at = w.clock.now } = told;
  const wishes = { leaveOut, only, named };
  const carried = told.carried ?? carriedBy(pyconUs(), event, roster, wishes);
  return sealOutgoing(given ?? (await newTaking(salt)), {
    org,
    rosterVersion: (told.list?.roster ?? roster).version,
    rosterHash: told.list?.rosterHash ?? rosterHash,
    edition: event,
    procedure: { version: '1', digest: told.digest ?? pyconUs().digest },
    at,
    rootPublic: root,
    facts: { channel: told.channel ?? 'in-person', ongoing: 'no', reachable: 'yes' },
    account: { told: told.text ?? 'He blocked the door of room 25C.' },
    identity: { name: 'Alex Doe' },
    parties: null,
    carried,
    members: recipientsAtBirth(pyconUs(), event, roster, wishes, at).account.map(({ id }) => id),
    recipients: await recipientsOf(roster),
    barred: barredFrom(carried, wishes),
    leftOut: leaveOut,
  });
}

/** Whom the phone hands it to, by the list of now: what it reckons offline from the pack. */
async function chosenNow(outgoing: Outgoing): Promise<Chosen> {
  const { roster, notes } = await organisation();
  const then = notes
    .map((note) => readNote(note))
    .find((note) => 'roster' in note && note.hash === outgoing.rosterHash);
  if (then === undefined || 'refused' in then) throw new Error('no such list');
  const found = receivedLater(pyconUs(), event, roster, then.roster, outgoing.wishes, w.clock.now);
  const ids = (members: readonly RosterMember[]): readonly string[] => members.map(({ id }) => id);
  return { account: ids(found.account), identity: ids(found.identity), parties: ids(found.parties) };
}

type Placed = ReturnType<typeof placeOutgoing>;
async function sent({ batch, files }: Placed, cookie = phone, edition = event) {
  const body = batchForm(batch, files);
  const headers = { origin, host: 'care.example', cookie };
  const answer = await app.fetch(new Request(origin + paths.api.reports(edition), { method: 'POST', headers, body }));
  return [answer.status, (await answer.json()) as { readonly receivedAt?: number; readonly refused?: string }] as const;
}

async function handedIn(outgoing: Outgoing, more: Partial<Chosen> = {}, cookie = phone) {
  return sent(placeOutgoing(outgoing, { ...(await chosenNow(outgoing)), ...more }), cookie);
}

const received = (at = w.clock.now) => [200, { receivedAt: at }];
const badManifest = [400, { refused: 'bad-manifest' }];

async function headersOf({ report }: Outgoing): Promise<readonly Header[]> {
  const record = await w.store.stream(w.org, `report/${report}`);
  return (record?.entries ?? []).flatMap(({ line }) => parseLine(line) ?? []);
}
const holdersIn = async (outgoing: Outgoing, compartment = 'account'): Promise<readonly string[]> => {
  const manifests = (await headersOf(outgoing)).flatMap((header) => manifestOf(header) ?? []);
  return manifests.filter((one) => one.compartment === compartment).flatMap((one) => one.holders.map((h) => h.member));
};
const changed = (id: string, change: Partial<RosterMember> | null) =>
  w.restaff((members) =>
    members.flatMap((member) => (member.id === id ? (change === null ? [] : [{ ...member, ...change }]) : [member])),
  );

describe('a report that staff took down', () => {
  test('is received when there is a network again: both times stand, and each again is the first', async () => {
    const outgoing = await waiting({ leaveOut: ['kenji'], named: ['tomasz'] });
    const taken = w.clock.now;
    w.clock.now += 2 * hour;
    expect(await handedIn(outgoing)).toEqual(received());
    const first = w.clock.now;
    const [reported] = await headersOf(outgoing);
    expect(reported).toMatchObject({ kind: 'reported', at: taken });
    expect(reported && textFact(reported, 'channel')).toBe('in-person');
    expect(await holdersIn(outgoing)).toEqual(['rosa', 'amina']);
    w.clock.now += hour;
    expect(await handedIn(outgoing)).toEqual(received(first));
    expect(await handedIn(outgoing, {}, '')).toEqual(received(first));
    w.clock.now += 60 * day;
    expect(await handedIn(outgoing)).toEqual(received(first));
    expect((await headersOf(outgoing)).filter(({ kind }) => kind === 'reported')).toHaveLength(1);
  });

  test('handed over by two at once is one report', async () => {
    const outgoing = await waiting();
    const all = await Promise.all(Array.from({ length: 6 }, () => handedIn(outgoing)));
    expect(new Set(all.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(received())]));
    const { rows } = await get<IncidentList>(staffPaths.api.incidents, await desk('rosa'));
    expect(rows).toMatchObject([{ channel: 'in-person', receivedAt: w.clock.now }]);
  });

  test('shows nothing to who took it, unless their role reads', async () => {
    await handedIn(await waiting({ channel: 'phone' }));
    const seen = (member: string) =>
      desk(member).then((cookie) =>
        get<IncidentList>(staffPaths.api.incidents, cookie).then(({ rows }) => rows.length),
      );
    expect([await seen('sam'), await seen('rosa')]).toEqual([0, 1]);
    const [row] = (await get<IncidentList>(staffPaths.api.incidents, await desk('rosa'))).rows;
    const answers = [row?.incident ?? '', '0'.repeat(32)].map(async (incident) => {
      const path = staffPaths.api.incident(incident);
      return JSON.stringify(await get(path, `${phone}; ${await desk('sam')}`));
    });
    const [hidden, absent] = await Promise.all(answers);
    expect(hidden).toBe(absent);
  });

  test('is taken while the form is closed, and by a session whose member is suspended by then', async () => {
    const outgoing = await waiting();
    await w.restaff((members) =>
      members.map((one) => {
        if (one.id === 'sam') return { ...one, suspended: true };
        return one.id === 'helen' ? { ...one, rights: [] } : one;
      }),
    );
    w.clock.now += 2 * hour;
    const { editions } = await organisation();
    expect(editions[0]?.open).toBe(false);
    expect(await handedIn(outgoing)).toEqual(received());
  });

  test('is taken after the event, from a phone that lay in a drawer for three months', async () => {
    const outgoing = await waiting();
    w.clock.now += 90 * day;
    expect(await handedIn(outgoing, {}, await hallway())).toEqual(received());
  });

  test('under another id is another; other content under its id is refused, and the first stays', async () => {
    const { salt } = await organisation();
    const taking = await newTaking(salt);
    const [one, other] = [await waiting({}, taking), await waiting({ text: 'More.' }, freshTaking(taking))];
    expect(await handedIn(one)).toEqual(received());
    expect(await handedIn(other)).toEqual([409, { refused: 'already-received' }]);
    expect((await headersOf(one))[0]).toEqual(parseLine(one.begun[0]?.line ?? ''));
    expect(await handedIn(await waiting())).toEqual(received());
  });
});

describe('who may hand in what was told to staff', () => {
  test('is no browser without a session of the hallway, nor the desk, nor a phone of another event', async () => {
    const outgoing = await waiting();
    for (const cookie of ['', await desk('rosa'), '__Host-hallway=zz', await hallway('elsewhere'), phone.slice(0, -1)])
      expect(await handedIn(outgoing, {}, cookie)).toEqual([403, { refused: 'not-allowed' }]);
    expect(await headersOf(outgoing)).toEqual([]);
    w.clock.now += 12 * hour;
    expect(await handedIn(outgoing)).toEqual(received());
  });

  test('is nobody once the time to hand in is over', async () => {
    const outgoing = await waiting();
    w.clock.now += 12 * hour + 30 * day;
    expect(await handedIn(outgoing)).toEqual([403, { refused: 'not-allowed' }]);
  });

  test.each(['web', 'extract', 'email', ''])(
    'and a phone of the hallway hands in nothing that came as "%s"',
    async (channel) => {
      const outgoing = await waiting({ channel: channel as 'phone' });
      expect(await handedIn(outgoing)).toEqual([400, { refused: 'wrong-kind' }]);
    },
  );
});

describe('who reads it then', () => {
  const later = async (): Promise<void> => {
    w.clock.now += 2 * hour;
  };

  test('is nobody slipped in, and nobody kept out in silence', async () => {
    const outgoing = await waiting();
    const { account } = await chosenNow(outgoing);
    expect(account).toEqual(['rosa', 'tomasz', 'amina', 'kenji']);
    expect(await handedIn(outgoing, { account: [...account, 'yewande'] })).toEqual(badManifest);
    expect(await handedIn(outgoing, { account: account.slice(1) })).toEqual(badManifest);
    expect(await handedIn(outgoing, { identity: ['rosa'] })).toEqual(badManifest);
    expect(await handedIn(outgoing, { account: ['yewande'], identity: ['yewande'] })).toEqual(badManifest);
    const wide = await waiting({ carried: carriedWide(await organisation()) });
    expect(await handedIn(wide, { account: [...account, 'sam'] })).toEqual(badManifest);
    expect(await handedIn(wide, { identity: [...account, 'sam'] })).toEqual(badManifest);
  });

  const carriedWide = ({ roster: { members } }: Organisation): Recipients => {
    return { account: members, identity: members, parties: [], narrow: false };
  };

  test.each<[string, string, Partial<RosterMember> | null]>([
    ['was suspended', 'tomasz', { suspended: true }],
    ['left', 'tomasz', null],
    ['lost the role', 'tomasz', { roles: [] }],
    ['is past their term', 'tomasz', { until: 0 }],
    ['has new keys', 'tomasz', { sign: 'ef'.repeat(32) }],
    ['has a new lock', 'tomasz', { ageHash: newKeyring('tomasz', 'ab'.repeat(32)).ageHash }],
  ])(
    'is nobody who %s meanwhile: granted all the same it is not taken, reckoned anew it is',
    async (_how, id, change) => {
      const outgoing = await waiting();
      const before = await chosenNow(outgoing);
      await changed(id, change);
      await later();
      expect(await handedIn(outgoing, before)).toEqual([409, { refused: 'roster-moved' }]);
      expect(await handedIn(outgoing, { account: [...before.account, 'yewande'] })).toEqual(badManifest);
      expect(await headersOf(outgoing)).toEqual([]);
      expect(await handedIn(outgoing)).toEqual(received());
      expect(await holdersIn(outgoing)).toEqual(['rosa', 'amina', 'kenji']);
      expect(await holdersIn(outgoing, 'identity')).toEqual(['rosa', 'amina', 'kenji']);
    },
  );

  test('is nobody who joined meanwhile or has the role only since then: there is no key of it for them', async () => {
    const outgoing = await waiting();
    const old = await organisation();
    await changed('sam', { roles: [[event, 'lead']] });
    await later();
    const backdated = await waiting({ carried: carriedWide(old), list: old });
    const both = { account: ['rosa', 'tomasz', 'amina', 'kenji', 'sam'] };
    expect(await handedIn(backdated, both)).toEqual(badManifest);
    expect(await handedIn(outgoing)).toEqual(received());
    expect(await holdersIn(outgoing)).toEqual(['rosa', 'tomasz', 'amina', 'kenji']);
    // Locked under the newer list it is for the new lead as well.
    const newer = await waiting();
    expect(await handedIn(newer)).toEqual(received());
    expect(await holdersIn(newer)).toEqual(both.account);
  });

  test('is the fallback when all who read are gone', async () => {
    const outgoing = await waiting();
    await w.restaff((members) =>
      members
        .filter(({ id }) => !['tomasz', 'amina', 'kenji'].includes(id))
        .map((one) => (one.id === 'rosa' ? { ...one, roles: [] } : one)),
    );
    await later();
    expect(await handedIn(outgoing)).toEqual(received());
    expect(await holdersIn(outgoing)).toContain('yewande');
  });

  test('is nobody when nobody it was locked for is left: it is not taken, and stays on the phone', async () => {
    const outgoing = await waiting();
    const chosen = await chosenNow(outgoing);
    await w.restaff((members) => members.map((one) => ({ ...one, roles: [] })));
    await later();
    expect(await chosenNow(outgoing)).toEqual({ account: [], identity: [], parties: [] });
    expect(await handedIn(outgoing, chosen)).toEqual([409, { refused: 'roster-moved' }]);
    expect(await headersOf(outgoing)).toEqual([]);
  });

  test('is the one it was told for alone; if they are gone that locking is not taken, and the one for everybody is', async () => {
    const { salt } = await organisation();
    const taking = await newTaking(salt);
    const narrow = await waiting({ only: 'amina', leaveOut: ['kenji'] }, taking);
    const wide = await waiting({ leaveOut: ['kenji'] }, freshTaking(taking));
    expect(await handedIn(narrow, { account: ['rosa'] }).catch((error: unknown) => String(error))).toContain(
      'recipient-missing',
    );
    const chosen = await chosenNow(narrow);
    await changed('amina', null);
    await later();
    expect((await chosenNow(narrow)).account).toEqual([]);
    expect(await handedIn(narrow, chosen)).toEqual([409, { refused: 'roster-moved' }]);
    expect(await handedIn(wide)).toEqual(received());
    expect(await holdersIn(wide)).toEqual(['rosa', 'tomasz']);
  });

  test('alone, they alone hold it', async () => {
    const narrow = await waiting({ only: 'amina' });
    expect(await handedIn(narrow)).toEqual(received());
    expect(await holdersIn(narrow)).toEqual(['amina']);
  });

  test('is nobody who is barred from it, and only who was on the list then is barred', async () => {
    for (const bar of ['rosa', 'nobody-known']) {
      const outgoing = await waiting();
      const first = parseLine(outgoing.begun[0]?.line ?? '');
      if (first === null) throw new Error('no line');
      const facts: Facts = [['member', bar]];
      const draft = { ...first, seq: 1, prev: sha256Hex(outgoing.begun[0]?.line ?? ''), id: randomHex(16), facts };
      const forged = signEntry(
        { ...draft, kind: 'barred', compartment: '', epoch: 0 },
        null,
        signerOf(Uint8Array.from(Buffer.from(outgoing.sign, 'hex'))),
      );
      expect(await handedIn({ ...outgoing, begun: [...outgoing.begun, forged] })).toEqual(badManifest);
    }
  });
});

describe('under which version', () => {
  const settled = () => {
    const { procedure } = versionOf('boston-python');
    const edition = { ...pyHarbor(procedure), gathering: 'meet-up' as const };
    return w.enter('rosa', `edition/${event}`, 'settled', utf8(JSON.stringify(edition)));
  };

  test('is that of its cards, though another is in force by now', async () => {
    const outgoing = await waiting();
    await settled();
    expect((await organisation()).editions[0]?.procedure.id).toBe('boston-python');
    expect(await handedIn(outgoing)).toEqual(received());
    const { rows } = await get<IncidentList>(staffPaths.api.incidents, await desk('rosa'));
    expect(rows).toMatchObject([{ procedure: pyconUs().digest }]);
  });

  test('is none that was never in force: the phone is told that the settings moved', async () => {
    for (const digest of ['ab'.repeat(32), versionOf('boston-python').procedure.digest])
      expect(await handedIn(await waiting({ digest }))).toEqual([409, { refused: 'settings-moved' }]);
  });
});

describe('when it was told', () => {
  const due = async (outgoing: Outgoing): Promise<number> => {
    const { rows } = await get<OwedList>(staffPaths.api.duties, await desk('rosa'));
    const [reported] = outgoing.begun;
    const cause = sha256Hex(reported?.line ?? '');
    return rows.find((row) => row.duty === 'follow-up' && row.cause === cause)?.arose ?? 0;
  };

  test('is the phone’s time for what is promised, two hours before the network', async () => {
    const at = w.clock.now - 2 * hour;
    const outgoing = await waiting({ at });
    expect(await handedIn(outgoing)).toEqual(received());
    expect(await due(outgoing)).toBe(at);
  });

  test.each([
    ['a day ahead', day],
    ['eight days behind', -8 * day],
    ['years behind', -2000 * day],
    ['years ahead', 2000 * day],
  ])(
    'is the server’s time when the phone’s clock is %s; it is taken all the same, and its own time stays',
    async (_how, off) => {
      const at = w.clock.now + off;
      const outgoing = await waiting({ at });
      expect(await handedIn(outgoing)).toEqual(received());
      expect(await due(outgoing)).toBe(w.clock.now);
      expect((await headersOf(outgoing))[0]?.at).toBe(at);
    },
  );
});
