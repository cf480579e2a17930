import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { keysOf } from '#rehearsal/keys.ts';
import type { Facts, Stream } from '#domain/record/header.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { signEntry, type FileMade } from '#seal/entry.ts';
import { verifyRosters } from '#seal/roster.ts';
import { readersHash, sealNotice } from '#seal/seal.ts';
import type { NoticeList } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { arrived, ok, unlocked, type DeskOf } from '../desk/desks.ts';
import { rehearsed, type Rehearsed } from './rehearsed.ts';

// What the server itself refuses, whoever wrote the desk.
let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let owen: DeskOf;
let incident = '';
let of = '';
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, owen] = await Promise.all([unlocked(served.url, 'rosa'), unlocked(served.url, 'owen')]);
  incident = await arrived(rosa, await prepare(ground, [['what', 'a remark at the door']]));
  ok(await rosa.open(incident));
  ok(
    await rosa.act(incident, [
      {
        kind: 'measure-taken',
        facts: { alone: 'no' },
        body: { v: 1, response: '', what: 'asked to leave', why: '', person: '', at: 1_800_000_000_000 },
      },
    ]),
  );
  of = toldOf(ok(await rosa.open(incident)), 'measure-taken')[0]?.hash ?? '';
});
afterAll(() => served.end());

const line = { v: 1, subject: 'Sam Vale', rule: 'No entry', where: '', until: null } as const;
const tell = async (members: readonly string[]): Promise<string> =>
  ok(await rosa.sendNotice({ for: 'door', incident, of, members, body: line })).id;
const text = (bytes: BodyInit): string => new TextDecoder().decode(bytes as ArrayBuffer);

interface Made {
  readonly by: string;
  readonly kind?: string;
  readonly for?: string;
  readonly readers: readonly string[];
  /** Whom the file is sealed to, where that is another thing. */
  readonly sealedTo?: readonly string[];
  /** Whom its header then says it is sealed to. */
  readonly named?: readonly string[];
  readonly incident?: string;
  readonly of?: string;
}

/** One batch as a changed desk could send it: a notice, and a line of an incident beside it. */
async function batchOf(made: Made): Promise<FormData> {
  const { by, readers, sealedTo = readers, kind = 'noticed' } = made;
  const { signer } = await keysOf(by);
  const { org, version, hash } = rosterOf();
  const id = randomHex(16);
  const stream: Stream = `notice/${id}`;
  const common = { org, rosterVersion: version, rosterHash: hash, at: Date.now() } as const;
  const facts: Facts = [
    ['for', made.for ?? 'door'],
    ['readers', readers],
  ];
  const draft = {
    ...common,
    stream,
    seq: 0,
    prev: '',
    id: randomHex(16),
    kind,
    compartment: '',
    epoch: 0,
    facts,
  } as const;
  const recipients = await Promise.all(sealedTo.map(async (one) => (await keysOf(one)).recipient));
  const sealed = await sealNotice(draft, signer.public, recipients, utf8(JSON.stringify(line)));
  const named = await Promise.all((made.named ?? sealedTo).map(async (one) => (await keysOf(one)).ageHash));
  const file: FileMade = { ...sealed, to: readersHash(named) };
  const entry = signEntry(draft, file, signer);
  const form = new FormData();
  const inside: Stream = `incident/${made.incident ?? 'none'}`;
  const disclosed: Facts = [
    ['notice', id],
    ['of', made.of ?? of],
  ];
  const beside = { ...common, stream: inside, seq: 3, prev: sha256Hex('x'), id: randomHex(16), kind: 'disclosed' };
  const inner = signEntry({ ...beside, compartment: '', epoch: 0, facts: disclosed }, null, signer);
  form.set(
    'batch',
    JSON.stringify({
      notice: { stream, expect: '', entries: [{ line: entry.line, hsig: entry.hsig }] },
      incident:
        made.incident === undefined
          ? null
          : { stream: inside, expect: sha256Hex('x'), entries: [{ line: inner.line, hsig: inner.hsig }] },
    }),
  );
  form.set(file.hash, new Blob([file.bytes as BlobPart]), file.hash);
  return form;
}

/** The team list that entries are signed under. */
function rosterOf(): { readonly org: string; readonly version: number; readonly hash: string } {
  const { root, org, notes } = ground.info;
  const chain = verifyRosters(root, org, notes);
  const head = 'refused' in chain ? undefined : chain.rosters.at(-1);
  return { org, version: head?.roster.version ?? 0, hash: head?.hash ?? '' };
}

const refused = async (desk: DeskOf, made: Made): Promise<unknown> =>
  desk.ask.json(staffPaths.api.notices, { body: await batchOf(made) });

describe('a notice as the server takes it', () => {
  test('given a file that is sealed to one more than its header names, it is refused', async () => {
    const more = { by: 'owen', for: 'feedback', readers: ['helen', 'owen'], sealedTo: ['helen', 'owen', 'sam'] };
    expect(await refused(owen, more)).toEqual({ refused: 'bad-file' });
    // Its header says so many and the file holds one more.
    const hidden = { ...more, named: ['helen', 'owen'] };
    expect(await refused(owen, hidden)).toEqual({ refused: 'bad-file' });
    const fewer = { by: 'owen', for: 'feedback', readers: ['helen', 'owen'], sealedTo: ['owen'] };
    expect(await refused(owen, fewer)).toEqual({ refused: 'bad-file' });
    expect(await refused(owen, { by: 'owen', for: 'feedback', readers: ['helen', 'owen'] })).not.toHaveProperty(
      'refused',
    );
  });

  test('given its author is not among its readers, or one of them is no member, it is refused', async () => {
    expect(await refused(owen, { by: 'owen', for: 'feedback', readers: ['helen'] })).toEqual({
      refused: 'not-allowed',
    });
    const stranger = { by: 'owen', for: 'feedback', readers: ['nobody', 'owen'], sealedTo: ['helen', 'owen'] };
    expect(await refused(owen, stranger)).toEqual({ refused: 'not-allowed' });
  });

  test('given it is signed by somebody else than who sends it, it is refused', async () => {
    const others = { by: 'rosa', for: 'feedback', readers: ['helen', 'rosa'] };
    expect(await refused(owen, others)).toEqual({ refused: 'not-allowed' });
  });

  test('given somebody who does not see the incident, the answer is that of an incident that is not there', async () => {
    const there = await refused(owen, { by: 'owen', readers: ['owen'], incident });
    expect(there).toEqual({ refused: 'not-found' });
    expect(await refused(owen, { by: 'owen', readers: ['owen'], incident, of: sha256Hex('none') })).toEqual(there);
    expect(await refused(owen, { by: 'owen', readers: ['owen'], incident: sha256Hex('none').slice(0, 32) })).toEqual(
      there,
    );
  });

  test('given what is for a door and names no incident, it is refused', async () => {
    expect(await refused(owen, { by: 'owen', readers: ['owen'] })).toEqual({ refused: 'wrong-kind' });
    expect(await refused(rosa, { by: 'rosa', readers: ['owen', 'rosa'] })).toEqual({ refused: 'wrong-kind' });
  });
});

describe('who is told something', () => {
  test('given it is new, they get a mail that says nothing of it', async () => {
    const told = { by: 'owen', for: 'feedback', readers: ['helen', 'owen'] };
    expect(await refused(owen, told)).not.toHaveProperty('refused');
    const sent = async (): Promise<string> => (await fetch(served.url + paths.rehearsal)).text();
    await expect.poll(sent, { timeout: 8_000 }).toContain('For your list');
    const page = await sent();
    expect(page).toContain('helen@pyharbor.example');
    expect(page).not.toContain('Sam Vale');
    expect(page).not.toContain('No entry');
  });
});

describe('who is kept out of an incident', () => {
  test('given they stand at the door, they lose its line and every answer is that of one that never was', async () => {
    const empty = text(await owen.bytes(staffPaths.api.notices));
    const rows = async (desk: DeskOf): Promise<NoticeList['rows']> =>
      ok(await desk.ask.json<NoticeList>(staffPaths.api.notices)).rows;
    const had = new Set((await rows(owen)).map((one) => one.id));
    const id = await tell(['owen']);
    const [shown] = (await rows(owen)).filter((one) => one.id === id);
    const file = (JSON.parse(shown?.entries[0]?.line ?? '[]') as string[]).at(-1) ?? '';
    expect(file).toMatch(/^[0-9a-f]{64}$/u);
    expect(await owen.ask.bytes(staffPaths.api.noticeFile(id, file))).toBeInstanceOf(Uint8Array);
    expect((await rows(owen)).filter((one) => !had.has(one.id)).map((one) => one.incident)).toEqual(['']);

    ok(await rosa.open(incident));
    ok(await rosa.setAside(incident, 'owen'));
    const now = (of_: string): string => of_.replace(/"now":\d+/u, '');
    expect(now(text(await owen.bytes(staffPaths.api.notices)))).toBe(now(empty));
    const gone = text(await owen.bytes(staffPaths.api.noticeFile(id, file)));
    expect(gone).toBe(text(await owen.bytes(staffPaths.api.noticeFile(randomHex(16), file))));
    expect(gone).toBe(text(await owen.bytes(staffPaths.api.noticeFile(id, sha256Hex('none')))));
    const ended = await owen.endNotice(id);
    expect(ended).toEqual(await owen.endNotice(randomHex(16)));
    // It is still there for who is free.
    expect((await rows(rosa)).map((one) => one.id)).toContain(id);
  });
});
