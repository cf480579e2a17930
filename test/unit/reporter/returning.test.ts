import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openMailbox, type Opened } from '#reporter/returning/open.ts';
import { lockedReply, sendReply } from '#reporter/returning/reply.ts';
import { receiversOf } from '#reporter/sending/bodies.ts';
import { findGround } from '#reporter/sending/ground.ts';
import { sender } from '#reporter/sending/send.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { signEntry } from '#seal/entry.ts';
import { makeAccess } from '#seal/manifest.ts';
import { newEpoch, sealFile } from '#seal/seal.ts';
import { newSigner, type Signer } from '#seal/sign.ts';
import { mailboxKeys, type MailboxKeys } from '#seal/words.ts';
import type { RekeyBody, TeamMessage } from '#wire/bodies.ts';
import { parseLine } from '#wire/header.ts';
import { fakeServer, type FakeServer } from './server.ts';
import { edition, now, team, under } from './team.ts';

let server: FakeServer;
let keys: MailboxKeys;

beforeEach(async () => {
  server = fakeServer(team());
  const ground = await findGround(edition.id, null, under);
  if ('refused' in ground) throw new Error(ground.refused);
  const one = sender({
    edition: edition.id,
    language: 'en',
    token: randomHex(16),
    ground: async () => ground,
    say: () => undefined,
  });
  const answers = { what: { kind: 'text', text: 'a' } } as const;
  await one.send({ answers, files: [] }, receiversOf(ground.info, ground.head.roster, answers, now));
  keys = await mailboxKeys(one.entropy, ground.salt);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function opened(): Promise<Opened> {
  const found = await openMailbox(keys);
  if (!('keys' in found)) throw new Error(JSON.stringify(found));
  return found;
}

const signer = (id: string): Signer => server.team.signers.get(id) ?? newSigner();

/** Something in the mailbox, signed by anybody. */
async function written(kind: 'message' | 'rekey', body: TeamMessage | RekeyBody, by: Signer): Promise<void> {
  const { org, roster, hash } = server.team;
  const place = { seq: server.mailbox.length, prev: sha256Hex(server.mailbox.at(-1)?.line ?? '') };
  const where = { org, stream: `mailbox/${keys.id}`, ...place, id: randomHex(16), kind } as const;
  const draft = {
    ...where,
    compartment: 'mailbox',
    epoch: 0,
    rosterVersion: roster.version,
    rosterHash: hash,
    at: now,
    facts: [],
  } as const;
  const file = await sealFile(draft, by.public, keys.recipient, utf8(JSON.stringify(body)));
  server.write(signEntry(draft, file, by), file.bytes);
}

const answer = async (by: Signer, more: Partial<TeamMessage> = {}): Promise<void> => {
  const { note } = await opened();
  const body: TeamMessage = {
    v: 1,
    from: 'team',
    name: 'Rosa',
    text: 'Thank you',
    at: now,
    report: note.hash,
    followUp: false,
  };
  await written('message', { ...body, ...more }, by);
};

/** A new key of the account, held by these members. */
async function turned(by: Signer, members: readonly string[]): Promise<string> {
  const { note } = await opened();
  const { org, roster, hash, recipients } = server.team;
  const last = server.access.at(-1)?.line ?? '';
  const epochKey = newEpoch();
  const made = await makeAccess({
    org,
    stream: `report/${note.report}`,
    seq: 9,
    prev: sha256Hex('before'),
    rosterVersion: roster.version,
    rosterHash: hash,
    at: now,
    signer: by,
    compartment: 'account',
    epoch: 2,
    epochKey,
    holders: roster.members
      .filter((m) => members.includes(m.id))
      .map((member) => ({ member, recipient: recipients.get(member.ageHash) ?? '' })),
    prevAccess: sha256Hex(last),
    why: 're-keyed',
  });
  server.access = [...server.access, made.entry];
  return epochKey.recipient;
}

test('an answer by a member of the team is shown with the name the list says, not the one inside', async () => {
  await answer(signer('rosa'), { name: 'Somebody else' });
  const { said, warnings, receivedAt } = await opened();
  expect(said.map(([one]) => one)).toEqual([{ by: 'team', name: 'Rosa', text: 'Thank you', at: now, copied: false }]);
  expect(warnings).toEqual([]);
  expect(receivedAt).toBe(now);
});

test('a false question, by the server or by nobody, is named and not shown', async () => {
  await answer(server.team.server);
  await answer(newSigner());
  const { said } = await opened();
  expect(said.map(([one]) => one)).toEqual([
    { by: 'nobody', why: 'not-signed', at: now },
    { by: 'nobody', why: 'not-signed', at: now },
  ]);
});

test('an answer to another report is found out', async () => {
  await answer(signer('rosa'), { report: '0'.repeat(64) });
  expect((await opened()).warnings).toEqual(['replaced']);
});

test('a suspended member says nothing more', async () => {
  server.team = server.team.next((members) => members.map((m) => (m.id === 'tomasz' ? { ...m, suspended: true } : m)));
  await answer(signer('tomasz'));
  expect((await opened()).said[0]?.[0]).toMatchObject({ by: 'nobody' });
});

test('a list that does not chain from the root of the self-note is not believed', async () => {
  const { org, root } = server.team;
  server.team = { ...team(), org, root };
  const found = await openMailbox(keys);
  expect('keys' in found && found.warnings).toEqual(['list']);
});

test('another organisation, and another mailbox, are not ours', async () => {
  server.team = team();
  await expect(openMailbox(keys)).resolves.toEqual({ failed: 'not-yours' });
});

test('what the reporter writes comes back as theirs', async () => {
  const now1 = await opened();
  const reply = await lockedReply(
    now1,
    { text: 'مرحبا', files: [{ name: 'a.txt', type: 'text/plain', bytes: utf8('x') }] },
    null,
  );
  expect(await lockedReply(now1, reply.written, reply)).toBe(reply);
  await expect(sendReply(reply)).resolves.toEqual({ receivedAt: now });
  const { said } = await opened();
  expect(said.map(([one]) => one)).toEqual([
    { by: 'you', text: 'مرحبا', files: ['a.txt'], at: now, again: false, server: false },
  ]);
});

test('a new key told by a member and held by members is the one to lock to', async () => {
  const recipient = await turned(signer('rosa'), ['rosa']);
  await written('rekey', { v: 1, epoch: 2, recipient, members: ['rosa'] }, signer('rosa'));
  const now2 = await opened();
  expect(now2.account).toEqual({ epoch: 2, recipient, members: ['rosa'] });
  expect(now2.warnings).toEqual([]);
  const { form } = await lockedReply(now2, { text: 'b', files: [] }, null);
  const batch = JSON.parse(form.get('batch') as string) as { report: { line: string }[] };
  expect(parseLine(batch.report[0]?.line ?? '')?.to).toBe(sha256Hex(recipient));
});

test.each([
  ['by somebody who never held it', 'yewande', ['yewande'], 'yewande', false],
  ['that no member told of', 'rosa', ['rosa'], null, false],
  ['that a member told otherwise', 'rosa', ['rosa'], 'rosa', true],
] as const)('a new key %s is not locked to, and that is said', async (_, author, members, teller, otherwise) => {
  const recipient = await turned(signer(author), members);
  if (teller !== null) {
    const told = otherwise ? newEpoch().recipient : recipient;
    await written('rekey', { v: 1, epoch: 2, recipient: told, members }, signer(teller));
  }
  const { account, note, warnings } = await opened();
  expect(account).toEqual({ ...note.account, members: note.members });
  expect(warnings).toEqual(['access']);
});

test('holders whose keys the list does not name are an invented team', async () => {
  const { note } = await opened();
  const own = newEpoch();
  const { roster, recipients } = server.team;
  const rosa = roster.members.find((m) => m.id === 'rosa');
  if (rosa === undefined) throw new Error('nobody');
  (recipients as Map<string, string>).set(sha256Hex(own.recipient), own.recipient);
  const invented = roster.members.map((m) => (m.id === 'rosa' ? { ...rosa, ageHash: sha256Hex(own.recipient) } : m));
  const real = server.team;
  server.team = { ...real, roster: { ...roster, members: invented } };
  const recipient = await turned(signer('rosa'), ['rosa']);
  server.team = real;
  await written('rekey', { v: 1, epoch: 2, recipient, members: ['rosa'] }, signer('rosa'));
  const after = await opened();
  expect(after.account.recipient).toBe(note.account.recipient);
  expect(after.warnings).toEqual(['access']);
});

test('an altered file is a message that cannot be opened; the rest is shown', async () => {
  await answer(signer('rosa'));
  await answer(signer('rosa'), { text: 'second' });
  const hash = parseLine(server.mailbox.at(-2)?.line ?? '')?.file ?? '';
  const bytes = server.files.get(hash)?.slice() ?? new Uint8Array();
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  server.files.set(hash, bytes);
  const { said } = await opened();
  expect(said.map(([one]) => one)).toMatchObject([{ by: 'nobody', why: 'unreadable' }, { text: 'second' }]);
});
