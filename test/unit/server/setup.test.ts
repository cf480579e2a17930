import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Roster, RosterMember } from '#domain/team/roster.ts';
import { pyharbor } from '#rehearsal/event.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { clearFile, signEntry, type Signer } from '#seal/entry.ts';
import { lockKeyring, newKeyring, newRoot, signerOfKeyring, type Keyring } from '#seal/keyring.ts';
import { addSignature, enrolmentMac, fingerprintOf, hashNote, sealInvitation, signNote } from '#seal/roster.ts';
import { bearerHash, memberSecrets, newEntropy } from '#seal/words.ts';
import { start, type Running } from '#server/start.ts';
import type { DeskInfo, Door, EnrolmentSent, InvitationShown, RosterAnswer, SetupInfo, SetupSent } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { batchForm, settingsIn, Visitor } from './rehearsed.ts';

let folder: string;
let running: Running;
let said: string[];
let one: Visitor;

async function begin(): Promise<void> {
  said = [];
  running = await start(settingsIn(folder), { say: (line) => said.push(line), log: () => undefined });
  one = new Visitor(running.url);
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recourse-setup-'));
  await begin();
});
afterEach(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const secretSaid = (): string => /#([0-9a-f]{32})$/mu.exec(said.join('\n'))?.[1] ?? '';
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const year = 300 * 24 * 3_600_000;

interface Person {
  readonly keyring: Keyring;
  readonly recipient: string;
  readonly ageHash: string;
  readonly sign: string;
  readonly signer: Signer;
  readonly entropy: Uint8Array;
}

function person(id: string, root: string): Person {
  const made = newKeyring(id, root);
  return { ...made, signer: signerOfKeyring(made.keyring), entropy: newEntropy() };
}

async function lock({ keyring, entropy }: Person, salt: string) {
  const { handle, auth, passphrase } = await memberSecrets(entropy, salt);
  return { handle, auth, bearer: bearerHash(auth), unlock: base64(await lockKeyring(keyring, passphrase)) };
}

const memberOf = (
  { keyring, ageHash, sign }: Person,
  name: string,
  more: Partial<RosterMember> = {},
): RosterMember => ({
  id: keyring.member,
  name,
  ageHash,
  sign,
  roles: [['pyharbor-2027', 'lead']],
  rights: ['steward', 'edition'],
  until: Date.now() + year,
  suspended: false,
  ...more,
});

async function founding(secret = secretSaid()) {
  const answer = await fetch(running.url + staffPaths.api.setup, { headers: { 'x-setup': secret } });
  const info = (await answer.json()) as SetupInfo;
  const procedure = info.procedures.find(({ id }) => id === 'pycon-us');
  if (procedure === undefined) throw new Error('no procedure');
  const root = newRoot();
  const salt = randomHex(16);
  const founder = person('rosa', root.public);
  const roster: Roster = {
    version: 1,
    previous: '',
    time: Date.now(),
    salt,
    sealingKeys: [info.sealingKey],
    members: [memberOf(founder, 'Rosa Okafor')],
  };
  const note = signNote(roster, [{ name: 'root', signer: root }]);
  const edition = pyharbor(procedure);
  const settled = signEntry(
    {
      org: fingerprintOf(root.public),
      stream: `edition/${edition.id}`,
      seq: 0,
      prev: '',
      id: randomHex(16),
      kind: 'settled',
      compartment: '',
      epoch: 0,
      rosterVersion: 1,
      rosterHash: hashNote(note),
      at: Date.now(),
      facts: [],
    },
    clearFile(utf8(JSON.stringify(edition))),
    founder.signer,
  );
  const { handle, auth, bearer, unlock } = await lock(founder, salt);
  const sent: SetupSent = {
    root: root.public,
    note,
    recipients: [founder.recipient],
    member: 'rosa',
    handle,
    bearer,
    unlock,
    address: 'rosa@pyharbor.example',
    edition,
    settled: { line: settled.line, hsig: settled.hsig },
  };
  return { sent, founder, roster, note, auth, secret };
}

async function unlocked(handle: string, auth: string): Promise<Visitor> {
  const visitor = new Visitor(running.url);
  await visitor.open(handle, auth);
  return visitor;
}

const door = async (): Promise<Door> => (await (await one.get(staffPaths.api.door)).json()) as Door;

const desk = async (visitor: Visitor): Promise<DeskInfo> =>
  (await (await visitor.get(staffPaths.api.desk)).json()) as DeskInfo;

describe('before set-up', () => {
  test('start prints a link once, names the rehearsal, and says that no mail leaves', () => {
    expect(said.join('\n')).toMatch(/\/setup#[0-9a-f]{32}/u);
    expect(said.join('\n')).toContain('npm run rehearse');
    expect(said.join('\n')).toContain('SMTP_URL is not set');
  });

  test('only set-up answers; the home page says so', async () => {
    expect(await (await one.get(paths.home)).text()).toContain('Not set up yet');
    expect((await one.get(paths.setup)).status).toBe(200);
    for (const path of [paths.desk, paths.start('pyharbor-2027'), staffPaths.api.door, paths.enrol])
      expect((await one.get(path)).status).toBe(404);
    expect((await one.get(paths.health)).status).toBe(200);
  });

  test('a wrong secret is answered like none, and a link of an earlier start is void', async () => {
    const old = secretSaid();
    await running.stop();
    await begin();
    for (const secret of ['', '0'.repeat(32), old]) {
      const answer = await fetch(running.url + staffPaths.api.setup, { headers: { 'x-setup': secret } });
      expect([answer.status, await answer.text()]).toEqual([404, '{"refused":"not-found"}']);
    }
  });
});

describe('set-up', () => {
  test('is one POST; the link is spent by it and by nothing before', async () => {
    const { sent, secret, auth } = await founding();
    const header = { 'x-setup': secret };
    for (const broken of [
      { ...sent, member: 'helen' },
      { ...sent, note: sent.note.replace('Rosa', 'Rose') },
      { ...sent, edition: { ...sent.edition, name: 'Other' } },
      { ...sent, recipients: [`age1pq1${'q'.repeat(200)}`] },
      { ...sent, settled: { ...sent.settled, hsig: '0'.repeat(128) } },
      { ...sent, unlock: 'AAAA' },
    ])
      expect((await one.post(staffPaths.api.setup, broken, header)).status).toBe(400);
    expect(await (await one.post(staffPaths.api.setup, sent, header)).json()).toEqual({});
    expect((await one.post(staffPaths.api.setup, sent, header)).status).toBe(404);
    const rosa = await unlocked(sent.handle, auth);
    const [edition] = (await desk(rosa)).editions;
    expect(edition).toMatchObject({ open: false, missing: ['no-fallback', 'no-second-steward'] });
    const sealing = await one.get(paths.api.sealing('pyharbor-2027'));
    expect(await sealing.json()).toMatchObject({ open: false });
  });

  test('two at once found one organisation', async () => {
    const rivals = [await founding(), await founding()];
    const both = await Promise.all(
      rivals.map(({ sent, secret }) => one.post(staffPaths.api.setup, sent, { 'x-setup': secret })),
    );
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
  });
});

describe('the team grows', () => {
  test('invited, enrolled, signed in; then two signatures are needed, and a suspended member is out at once', async () => {
    const { sent, secret, auth, founder, roster, note } = await founding();
    await one.post(staffPaths.api.setup, sent, { 'x-setup': secret });
    const rosa = await unlocked(sent.handle, auth);

    const invite = async (member: string): Promise<{ id: string; secret: Uint8Array }> => {
      const inviteSecret = crypto.getRandomValues(new Uint8Array(16));
      const id = randomHex(16);
      const locked = base64(await sealInvitation(inviteSecret, [founder]));
      const body = {
        id,
        member,
        name: member,
        roles: [['pyharbor-2027', 'stand-in-pool']],
        rights: ['steward'],
        secret: locked,
      };
      expect((await rosa.post(staffPaths.api.invitations, body)).status).toBe(200);
      return { id, secret: inviteSecret };
    };
    const enrol = async (
      member: string,
      invited: { id: string; secret: Uint8Array },
    ): Promise<Person & { handle: string; auth: string }> => {
      const shown = (await (await one.get(staffPaths.api.invitation(invited.id))).json()) as InvitationShown;
      expect(shown).toMatchObject({ member, salt: roster.salt, organisation: 'PyHarbor' });
      const made = person(member, shown.root);
      const { handle, bearer, unlock, auth: memberAuth } = await lock(made, shown.salt);
      const { recipient, sign } = made;
      const mac = enrolmentMac(invited.secret, member, recipient, sign);
      const body: EnrolmentSent = { recipient, sign, mac, handle, bearer, unlock, address: '' };
      expect((await one.post(staffPaths.api.enrol(invited.id), body)).status).toBe(200);
      expect((await one.post(staffPaths.api.enrol(invited.id), { ...body, handle: randomHex(16) })).status).toBe(410);
      expect((await one.get(staffPaths.api.invitation(invited.id))).status).toBe(404);
      return { ...made, handle, auth: memberAuth };
    };
    const next = (before: Roster, beforeNote: string, members: readonly RosterMember[]): Roster => ({
      ...before,
      version: before.version + 1,
      previous: hashNote(beforeNote),
      time: Date.now(),
      members,
    });

    const helenInvited = await invite('helen');
    const helen = await enrol('helen', helenInvited);
    // Until the roster names her, her words open nothing.
    expect(
      (await new Visitor(running.url).post(staffPaths.api.unlock, { handle: helen.handle, auth: helen.auth })).status,
    ).toBe(404);
    const v2 = next(roster, note, [
      ...roster.members,
      memberOf(helen, 'Helen', { roles: [['pyharbor-2027', 'stand-in-pool']] }),
    ]);
    const note2 = signNote(v2, [{ name: 'rosa', signer: founder.signer }]);
    const stranger = signNote({ ...v2, members: [...roster.members, memberOf(person('eve', sent.root), 'Eve')] }, [
      { name: 'rosa', signer: founder.signer },
    ]);
    const accept = async (visitor: Visitor, body: object): Promise<RosterAnswer | { refused: string }> =>
      (
        await visitor.post(staffPaths.api.roster, { recipients: [], proposal: '', invitation: '', ...body })
      ).json() as Promise<RosterAnswer>;
    expect(await accept(rosa, { note: stranger, recipients: [helen.recipient], invitation: helenInvited.id })).toEqual({
      refused: 'expired',
    });
    expect(await accept(rosa, { note: note2, invitation: helenInvited.id })).toEqual({ refused: 'bad-request' });
    const accepted = await accept(rosa, { note: note2, recipients: [helen.recipient], invitation: helenInvited.id });
    expect(accepted).toEqual({ accepted: true });
    expect((await desk(rosa)).editions[0]).toMatchObject({ open: true, missing: [] });

    const helenDesk = await unlocked(helen.handle, helen.auth);
    const priyaInvited = await invite('priya');
    const priya = await enrol('priya', priyaInvited);
    const v3 = next(v2, note2, [
      ...v2.members,
      memberOf(priya, 'Priya', { rights: [], roles: [['pyharbor-2027', 'responder']] }),
    ]);
    const once = signNote(v3, [{ name: 'rosa', signer: founder.signer }]);
    const waiting = await accept(rosa, { note: once, recipients: [priya.recipient], invitation: priyaInvited.id });
    expect(waiting).toEqual({ waiting: expect.any(String) as string });
    const proposal = (await desk(helenDesk)).proposals[0];
    expect(proposal).toMatchObject({ by: 'rosa', note: once });
    const note3 = addSignature(once, 'helen', helen.signer);
    const signed = await accept(helenDesk, {
      note: note3,
      recipients: [priya.recipient],
      proposal: proposal?.id,
      invitation: priyaInvited.id,
    });
    expect(signed).toEqual({ accepted: true });
    expect((await desk(helenDesk)).proposals).toEqual([]);
    expect(
      await accept(rosa, { note: signNote({ ...v3, time: 1 }, [{ name: 'rosa', signer: founder.signer }]) }),
    ).toEqual({ refused: 'stale-head' });

    const priyaDesk = await unlocked(priya.handle, priya.auth);
    expect(await desk(priyaDesk)).toMatchObject({ member: 'priya', invitations: [], proposals: [] });
    expect(
      (await priyaDesk.post(staffPaths.api.roster, { note: note3, recipients: [], proposal: '', invitation: '' }))
        .status,
    ).toBe(403);
    const v4 = next(
      v3,
      note3,
      v3.members.map((m) => (m.id === 'priya' ? { ...m, suspended: true } : m)),
    );
    expect(await accept(rosa, { note: signNote(v4, [{ name: 'rosa', signer: founder.signer }]) })).toEqual({
      accepted: true,
    });
    expect((await priyaDesk.get(staffPaths.api.desk)).status).toBe(401);
    expect((await priyaDesk.post(staffPaths.api.unlock, { handle: priya.handle, auth: priya.auth })).status).toBe(404);
  });

  test('an invitation in a colleague’s name lets nobody in before the roster names the new keys', async () => {
    const { sent, secret, auth, founder } = await founding();
    await one.post(staffPaths.api.setup, sent, { 'x-setup': secret });
    const rosa = await unlocked(sent.handle, auth);
    const inviteSecret = crypto.getRandomValues(new Uint8Array(16));
    const id = randomHex(16);
    const locked = base64(await sealInvitation(inviteSecret, [founder]));
    const body = { id, member: 'rosa', name: 'Rosa', roles: [], rights: [], secret: locked };
    expect((await rosa.post(staffPaths.api.invitations, body)).status).toBe(200);
    const other = person('rosa', sent.root);
    const { handle, bearer, unlock, auth: otherAuth } = await lock(other, (await door()).salt);
    const { recipient, sign } = other;
    const mac = enrolmentMac(inviteSecret, 'rosa', recipient, sign);
    const enrolment: EnrolmentSent = { recipient, sign, mac, handle, bearer, unlock, address: 'eve@evil.example' };
    expect((await one.post(staffPaths.api.enrol(id), enrolment)).status).toBe(200);
    expect((await one.post(staffPaths.api.unlock, { handle, auth: otherAuth })).status).toBe(404);
    expect(await desk(rosa)).toMatchObject({ alertAddress: 'rosa@pyharbor.example' });
    expect(JSON.stringify((await desk(rosa)).invitations)).not.toContain(bearer);
    await rosa.delete(staffPaths.api.invitation(id));
    expect((await one.post(staffPaths.api.unlock, { handle, auth: otherAuth })).status).toBe(404);
  });

  test('a note dated ahead of the server’s clock, or not after the one before, is refused', async () => {
    const { sent, secret, auth, founder, roster, note } = await founding();
    await one.post(staffPaths.api.setup, sent, { 'x-setup': secret });
    const rosa = await unlocked(sent.handle, auth);
    const dated = async (time: number): Promise<unknown> => {
      const members = roster.members.map((m) => ({ ...m, until: time + year }));
      const next = { ...roster, version: 2, previous: hashNote(note), time, members };
      const signed = signNote(next, [{ name: 'rosa', signer: founder.signer }]);
      const posted = { note: signed, recipients: [], proposal: '', invitation: '' };
      return (await rosa.post(staffPaths.api.roster, posted)).json();
    };
    expect(await dated(Date.now() + 11 * 60_000)).toEqual({ refused: 'bad-request' });
    expect(await dated(roster.time - 1)).toEqual({ refused: 'bad-request' });
    expect(await dated(Date.now() + 60_000)).toEqual({ accepted: true });
  });

  test('the form opens with one steward when they say so in words', async () => {
    const { sent, secret, auth, founder } = await founding();
    await one.post(staffPaths.api.setup, sent, { 'x-setup': secret });
    const rosa = await unlocked(sent.handle, auth);
    const before = await desk(rosa);
    const head = before.editions[0]?.entries[0];
    if (head === undefined) throw new Error('no entries');
    const file = clearFile(utf8(JSON.stringify({ words: 'We are two next week.' })));
    const settledHash = sha256Hex(head.line);
    const alone = signEntry(
      {
        org: before.org,
        stream: 'edition/pyharbor-2027',
        seq: 1,
        prev: settledHash,
        id: randomHex(16),
        kind: 'opened-alone',
        compartment: '',
        epoch: 0,
        rosterVersion: 1,
        rosterHash: hashNote(sent.note),
        at: Date.now(),
        facts: [],
      },
      file,
      founder.signer,
    );
    const entries = [{ line: alone.line, hsig: alone.hsig }];
    const batch = { streams: [{ stream: 'edition/pyharbor-2027', expect: settledHash, entries }], grants: [] };
    expect((await rosa.post(staffPaths.api.entries, batchForm(batch, [file]))).status).toBe(200);
    // A fallback reader is still missing, and no words stand in for one.
    expect((await desk(rosa)).editions[0]).toMatchObject({ openedAlone: true, open: false });
  });
});

test('an edition that was set up is greeted with its addresses at the next start', async () => {
  const { sent, secret } = await founding();
  await one.post(staffPaths.api.setup, sent, { 'x-setup': secret });
  await running.stop();
  await begin();
  expect(said.join('\n')).toContain(paths.start('pyharbor-2027'));
  expect(said.join('\n')).not.toContain('/setup#');
});
