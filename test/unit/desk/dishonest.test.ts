import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { acceptedOf } from '#domain/record/manifest.ts';
import { memberOf, type RosterMember } from '#domain/team/roster.ts';
import { event } from '#rehearsal/cast.ts';
import { keysOf } from '#rehearsal/keys.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { signEntry, verifyEntry, type Draft } from '#seal/entry.ts';
import { newKeyring } from '#seal/keyring.ts';
import { makeAccess } from '#seal/manifest.ts';
import { hashNote, readNote, signNote } from '#seal/roster.ts';
import { newEpoch, sealFile } from '#seal/seal.ts';
import type { DeskInfo, IncidentAnswer } from '#wire/api.ts';
import type { SignedEntry, StoredEntry } from '#wire/entry.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { givesNoKey } from './changed.ts';
import { ok, unlocked, type DeskOf, type Lie } from './desks.ts';

/** A server that lies, alone or together with somebody who is kept apart: no desk hands out a key for it. */
let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
let kenji: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, kenji] = (await Promise.all(['rosa', 'amina', 'kenji'].map((one) => unlocked(served.url, one)))) as [
    DeskOf,
    DeskOf,
    DeskOf,
  ];
});
afterAll(() => served.end());

const honest: Lie = (_path, response) => response;

async function reported(what = 'something happened', leaveOut: readonly string[] = []): Promise<string> {
  const before = new Set((await rosa.incidents()).map(({ incident }) => incident));
  const answer = await (
    await prepare(ground, [['what', what], ...leaveOut.map((id) => ['team.leave-out', id] as const)])
  ).send();
  if (!answer.ok) throw new Error(await answer.text());
  return (await rosa.incidents()).find(({ incident }) => !before.has(incident))?.incident ?? '';
}

const answering =
  (id: string, change: (answer: IncidentAnswer) => IncidentAnswer | Promise<IncidentAnswer>): Lie =>
  async (path, response) =>
    path === staffPaths.api.incident(id) && response.ok
      ? Response.json(await change((await response.json()) as IncidentAnswer))
      : response;

/** What the server answers a desk just now. */
async function toldTo(desk: DeskOf, id: string): Promise<IncidentAnswer> {
  let told: IncidentAnswer | null = null;
  desk.lie = answering(id, (answer) => (told = answer));
  ok(await desk.open(id));
  desk.lie = honest;
  if (told === null) throw new Error('nothing was told');
  return told;
}

type Rows = readonly StoredEntry[];
const headerIn = (row: SignedEntry) => {
  const read = verifyEntry(row);
  if ('refused' in read) throw new Error(read.refused);
  return read;
};
const manifestsOf = (rows: Rows, compartment: string) =>
  rows.flatMap((row) => {
    const { header, hash } = headerIn(row);
    const accepted = acceptedOf({ header, hash, receivedAt: 0 } as never);
    return accepted?.manifest.compartment === compartment ? [accepted] : [];
  });

/** Where a forger's entry would stand: behind the last row. */
function behind(rows: Rows): Pick<Draft, 'org' | 'stream' | 'seq' | 'prev' | 'rosterVersion' | 'rosterHash' | 'at'> {
  const last = rows.at(-1);
  if (last === undefined) throw new Error('no rows');
  const { org, stream, rosterVersion, rosterHash, at } = headerIn(last).header;
  return { org, stream, seq: rows.length, prev: sha256Hex(last.line), rosterVersion, rosterHash, at };
}
const put = (rows: Rows, { line, hsig }: SignedEntry): Rows => [...rows, { line, hsig, receivedAt: served.now() }];

async function holder(id: string): Promise<{ member: RosterMember; recipient: string }> {
  const { recipient } = await keysOf(id);
  const roster = readNote(ground.info.notes.at(-1) ?? '');
  const member = 'refused' in roster ? undefined : memberOf(roster.roster, id);
  if (member === undefined) throw new Error(id);
  return { member, recipient };
}

/** A manifest of the account, signed by one, for these, behind this one. */
async function forged(rows: Rows, by: string, members: readonly string[], after: { hash: string; epoch: number }) {
  const { signer } = await keysOf(by);
  const { entry } = await makeAccess({
    ...behind(rows),
    signer,
    compartment: 'account',
    epoch: after.epoch + 1,
    epochKey: newEpoch(),
    holders: await Promise.all(members.map(holder)),
    prevAccess: after.hash,
    why: 're-keyed',
    past: new Uint8Array(32),
  });
  return put(rows, entry);
}

const refusesAll = async (desk: DeskOf, id: string): Promise<void> => {
  const posted = desk.posted.filter((path) => path === staffPaths.api.entries).length;
  const stops = { refused: 'bad-manifest' };
  expect(await desk.letIn(id, ['helen'])).toEqual(stops);
  expect(await desk.note(id, 'x')).toEqual(stops);
  expect(await desk.stepAside(id)).toEqual(stops);
  expect(desk.posted.filter((path) => path === staffPaths.api.entries)).toHaveLength(posted);
};

describe('a record that is not the one that was seen', () => {
  test('gone back to before somebody was set aside: nobody is handed a key', async () => {
    const id = await reported();
    const old = await toldTo(amina, id);
    ok(await rosa.setAside(id, 'tomasz'));
    ok(await amina.open(id));
    for (const desk of [amina, await unlocked(served.url, 'amina')]) {
      desk.lie = answering(id, () => old);
      expect(ok(await desk.open(id)).warnings).toContainEqual({ what: 'went-back', stream: 'incident' });
      await refusesAll(desk, id);
      desk.lie = honest;
    }
  });

  test('with a manifest by who was set aside: it is no manifest, and everything stops', async () => {
    const id = await reported();
    ok(await amina.open(id));
    ok(await rosa.setAside(id, 'tomasz'));
    const { report } = await toldTo(amina, id);
    const newest = manifestsOf(report, 'account').at(-1);
    const rows = await forged(report, 'tomasz', ['rosa', 'tomasz'], { hash: newest?.hash ?? '', epoch: 2 });
    amina.lie = answering(id, (answer) => ({ ...answer, report: rows }));
    const opened = ok(await amina.open(id));
    expect(opened.warnings).toContainEqual({ what: 'forked', compartment: 'account' });
    expect(opened.readers.account).toEqual(['rosa', 'amina', 'kenji']);
    await refusesAll(amina, id);
    amina.lie = honest;
  });

  test('with two manifests on one predecessor: neither is written to any more', async () => {
    const id = await reported();
    ok(await amina.open(id));
    ok(await rosa.setAside(id, 'tomasz'));
    const { report } = await toldTo(amina, id);
    const [first] = manifestsOf(report, 'account');
    const rows = await forged(report, 'kenji', ['kenji', 'tomasz'], { hash: first?.hash ?? '', epoch: 1 });
    amina.lie = answering(id, (answer) => ({ ...answer, report: rows }));
    expect(ok(await amina.open(id)).warnings).toContainEqual({ what: 'forked', compartment: 'account' });
    await refusesAll(amina, id);
    amina.lie = honest;
  });

  test('with a release by the very one it is about, or a word by somebody without the record: it frees nobody', async () => {
    const id = await reported('Piotr Zielinski shouted at me.');
    ok(await amina.open(id));
    ok(await rosa.setAside(id, 'tomasz'));
    const { report, incident } = await toldTo(amina, id);
    const word = async (by: string, about: string): Promise<Rows> => {
      const facts: Draft['facts'] = [
        ['answer', 'clear'],
        ['member', about],
      ];
      const place = { ...behind(incident), id: randomHex(16), compartment: '', epoch: 0 } as const;
      return put(incident, signEntry({ ...place, kind: 'conflict-answered', facts }, null, (await keysOf(by)).signer));
    };
    const release = async (by: string, about: string): Promise<Rows> => {
      const { signer } = await keysOf(by);
      const place = {
        ...behind(report),
        id: randomHex(16),
        kind: 'unbarred',
        compartment: 'account',
        epoch: 2,
      } as const;
      const draft: Draft = { ...place, facts: [['member', about]] };
      const file = await sealFile(draft, signer.public, newEpoch().recipient, utf8('{}'));
      return put(report, signEntry(draft, file, signer));
    };
    const lies: readonly [string, Partial<IncidentAnswer>][] = [
      ['tomasz', { incident: await word('owen', 'tomasz') }],
      ['tomasz', { incident: await word('tomasz', 'tomasz') }],
      ['piotr', { report: await release('piotr', 'piotr') }],
      ['piotr', { report: await release('tomasz', 'piotr') }],
      ['piotr', { report: await release('kenji', 'piotr') }],
    ];
    // Before any of them is opened: what a desk has seen it holds against the next.
    for (const [member, lie] of lies) {
      const desk = await unlocked(served.url, 'amina');
      desk.lie = answering(id, (answer) => ({ ...answer, ...lie }));
      const posted = desk.posted.length;
      expect(await desk.letIn(id, [member])).toEqual({ refused: 'not-allowed' });
      expect(desk.posted).toHaveLength(posted);
    }
    for (const [member, lie] of lies) {
      const desk = await unlocked(served.url, 'amina');
      desk.lie = answering(id, (answer) => ({ ...answer, ...lie }));
      const opened = ok(await desk.open(id));
      expect(opened.apart).toContain(member);
      expect(opened.conflicts.letIn.map((one) => one.member)).not.toContain(member);
    }
  });
});

describe('a key that does not fit', () => {
  test('is not used, and said; what an own older key opens is still shown', async () => {
    const id = await reported();
    ok(await rosa.open(id));
    await givesNoKey(rosa, 'rosa', 'kenji');
    ok(await rosa.setAside(id, 'tomasz'));
    rosa.tell = (form) => form;
    const desk = await unlocked(served.url, 'kenji');
    const opened = ok(await desk.open(id));
    expect(opened.warnings).toContainEqual({ what: 'grant-fails', compartment: 'account', by: 'Rosa Okafor' });
    expect(opened.may.write).toEqual({ refused: 'no-key', clause: null });
    expect(opened.account).toMatchObject({ what: { text: 'something happened' } });
    ok(await desk.open(id));
    const failed = ok(await rosa.open(id)).entries.filter(({ kind }) => kind === 'grant-failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ who: { id: 'kenji' }, facts: { compartment: 'account' } });
    expect(ok(await amina.open(id)).warnings).toEqual([]);

    // Handed anew by a tap, it fits; a second one of the same author that does not is told to everybody.
    expect(ok(await rosa.open(id)).conflicts.letIn).toContainEqual({
      member: 'kenji',
      why: 'new-keys',
      introducedBy: ['root'],
    });
    ok(await amina.letIn(id, ['kenji']));
    expect(ok(await (await unlocked(served.url, 'kenji')).open(id)).may.write).toEqual({ allowed: true, warning: '' });
    ok(await amina.lift(id, 'tomasz'));
    ok(await rosa.letIn(id, ['tomasz']));
    await givesNoKey(rosa, 'rosa', 'kenji');
    ok(await rosa.setAside(id, 'amina'));
    rosa.tell = (form) => form;
    ok(await (await unlocked(served.url, 'kenji')).open(id));
    expect(ok(await rosa.open(id)).warnings).toContainEqual({
      what: 'grants-fail-again',
      compartment: 'account',
      by: 'Rosa Okafor',
    });
  });

  test('and is only another file than the one that was named opens nothing, and accuses nobody', async () => {
    const id = await reported();
    ok(await rosa.open(id));
    ok(await rosa.setAside(id, 'tomasz'));
    ok(await rosa.letIn(id, ['helen']));
    const { report } = await toldTo(rosa, id);
    const turning = report.map((row) => headerIn(row).header).find(({ kind, size }) => kind === 'access' && size > 0);
    const helen = await unlocked(served.url, 'helen');
    const pasts = staffPaths.api.incidentFile(id, turning?.file ?? '');
    helen.lie = async (path, response) => {
      if (path !== pasts) return response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      return new Response(bytes);
    };
    const opened = ok(await helen.open(id));
    expect(opened.account).toBeNull();
    expect(opened.warnings).toContainEqual({ what: 'key-absent', compartment: 'account' });
    helen.lie = honest;
    const fresh = ok(await helen.open(id));
    expect(fresh.warnings).toEqual([]);
    expect(fresh.account).toMatchObject({ what: { text: 'something happened' } });
    expect(fresh.entries.filter(({ kind }) => kind === 'grant-failed')).toEqual([]);
  });
});

describe('somebody invented by who is kept apart', () => {
  /** The team list with Zoe, a lead, whom these two stewards brought in; told by a server that has accepted it. */
  async function withZoe(signers: readonly string[]): Promise<Lie> {
    const head = ground.info.notes.at(-1) ?? '';
    const read = readNote(head);
    if ('refused' in read) throw new Error(read.refused);
    const { recipient, ageHash, sign } = newKeyring('zoe', ground.info.root);
    const rosaNow = memberOf(read.roster, 'rosa') as RosterMember;
    const zoe: RosterMember = { ...rosaNow, id: 'zoe', name: 'Zoe', ageHash, sign, rights: [] };
    const { version, members } = read.roster;
    const next = { ...read.roster, version: version + 1, previous: hashNote(head), members: [...members, zoe] };
    const keys = await Promise.all(signers.map(async (name) => ({ name, signer: (await keysOf(name)).signer })));
    const note = signNote(next, keys);
    return async (path, response) => {
      if (path === paths.recipient(ageHash)) return new Response(recipient);
      if (path !== staffPaths.api.desk) return response;
      const told = (await response.json()) as DeskInfo;
      return Response.json({ ...told, notes: [...told.notes, note] });
    };
  }

  test('is offered and given nothing, whatever the server says', async () => {
    const id = await reported('something happened', ['helen']);
    ok(await amina.open(id));
    ok(await rosa.stepAside(id));
    const desk = await unlocked(served.url, 'amina');
    desk.lie = await withZoe(['rosa', 'helen']);
    const opened = ok(await desk.open(id));
    expect(opened.conflicts.letIn.map(({ member }) => member)).not.toContain('zoe');
    const posted = desk.posted.filter((path) => path === staffPaths.api.entries).length;
    expect(await desk.letIn(id, ['zoe'])).toEqual({ refused: 'not-allowed' });
    expect(desk.posted.filter((path) => path === staffPaths.api.entries)).toHaveLength(posted);
  });

  test('is offered where one of the two who brought them in is free, by name', async () => {
    const id = await reported();
    ok(await amina.open(id));
    ok(await rosa.stepAside(id));
    const desk = await unlocked(served.url, 'amina');
    desk.lie = await withZoe(['rosa', 'helen']);
    const { conflicts } = ok(await desk.open(id));
    expect(conflicts.letIn.find(({ member }) => member === 'zoe')?.introducedBy.toSorted()).toEqual([
      'Helen Adeyemi',
      'Rosa Okafor',
    ]);
  });
});

describe('a device that was suspended', () => {
  test('is locked out by the next who opens', async () => {
    const id = await reported();
    ok(await rosa.open(id));
    const helen = await unlocked(served.url, 'helen');
    ok(await helen.suspend('kenji'));
    const opened = ok(await rosa.open(id));
    expect(opened.warnings).toEqual([]);
    expect(opened.readers.account).toEqual(['rosa', 'tomasz', 'amina']);
    const turned = opened.entries.filter(({ facts }) => facts['why'] === 're-keyed');
    expect(turned.map(({ compartment }) => compartment).toSorted()).toEqual(['account', 'internal']);
    expect(await rosa.letIn(id, ['kenji'])).toEqual({ refused: 'not-allowed' });
    ok(await rosa.note(id, 'not for a stolen device'));
    expect('refused' in (await kenji.open(id))).toBe(true);
  });
});
