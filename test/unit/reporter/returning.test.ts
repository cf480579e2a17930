import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answers } from '#domain/intake/answers.ts';
import { Delivery } from '#reporter/returning/delivery.ts';
import { openMailbox, openReading, type Opened } from '#reporter/returning/open.ts';
import { lockedReply, sendReply } from '#reporter/returning/reply.ts';
import { receiversOf } from '#reporter/sending/bodies.ts';
import { findGround } from '#reporter/sending/ground.ts';
import { sender } from '#reporter/sending/send.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { signEntry } from '#seal/entry.ts';
import { makeAccess } from '#seal/manifest.ts';
import { newEpoch, sealFile } from '#seal/seal.ts';
import { newSigner, type Signer } from '#seal/sign.ts';
import { mailboxKeys, newEntropy, type MailboxKeys } from '#seal/words.ts';
import type { RekeyBody, TeamMessage } from '#wire/bodies.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { fakeServer, type FakeServer } from './server.ts';
import { edition, now, team, under } from './team.ts';

let server: FakeServer;
let keys: MailboxKeys;
let entropy: Uint8Array;
let salt: string;

async function sent(answers: Answers): Promise<void> {
  server = fakeServer(team());
  const ground = await findGround(edition.id, null, under);
  if ('refused' in ground) throw new Error(ground.refused);
  const one = sender({
    edition: edition.id,
    language: 'en',
    token: randomHex(16),
    unnamed: false,
    ground: async () => ground,
    say: () => undefined,
  });
  await one.send({ answers, files: [] }, receiversOf(ground.info, ground.head.roster, answers, now));
  entropy = new Uint8Array(one.entropy);
  ({ salt } = ground);
  keys = await mailboxKeys(entropy, salt);
}

beforeEach(() => sent({ what: { kind: 'text', text: 'a' } }));
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

test('words that can be read twice open what is theirs, whichever reading it is; of nobody’s, none', async () => {
  expect(await openReading([newEntropy(), new Uint8Array(entropy)], salt)).toMatchObject({ keys: { id: keys.id } });
  expect(await openReading([new Uint8Array(entropy), newEntropy()], salt)).toMatchObject({ keys: { id: keys.id } });
  expect(await openReading([newEntropy(), newEntropy()], salt)).toEqual({ failed: 'not-found' });
});

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
  const reply = await lockedReply(now1, {
    text: 'مرحبا',
    files: [{ name: 'a.txt', type: 'text/plain', bytes: utf8('x') }],
  });
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
  const { form } = await lockedReply(now2, { text: 'b', files: [] });
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

const linesOf = (form: FormData) =>
  (JSON.parse(form.get('batch') as string) as { report: { line: string }[] }).report.map(({ line }) => parseLine(line));

test('a reply bars whom it names before it, once; greeting who wrote here bars nobody', async () => {
  const first = await lockedReply(await opened(), { text: 'I know now: it was Tomasz.', files: [] });
  expect(linesOf(first.form).map((header) => [header?.kind, header?.seq])).toEqual([
    ['barred', -1],
    ['heard-from-reporter', -1],
  ]);
  expect(first.bars).toEqual(['tomasz']);
  await sendReply(first);
  const after = await opened();
  expect([after.barred, after.account.members, after.warnings]).toEqual([['tomasz'], ['rosa', 'tomasz'], []]);
  expect((await lockedReply(after, { text: 'Tomasz again', files: [] })).bars).toEqual([]);
  expect((await lockedReply(after, { text: 'Hi Rosa, thanks', files: [] })).bars).toEqual([]);
});

test('who wrote may be greeted; more about them bars them, while somebody else is left', async () => {
  await answer(signer('rosa'));
  const now3 = await opened();
  expect(now3.acted).toBe(true);
  expect((await lockedReply(now3, { text: 'Hi Rosa, thank you.', files: [] })).bars).toEqual([]);
  expect((await lockedReply(now3, { text: 'Rosa is his sister.', files: [] })).bars).toEqual(['rosa']);
  expect((await lockedReply(now3, { text: 'Rosa and Tomasz did it', files: [] })).bars).toEqual([]);
});

test('a bar is lifted by a member’s word and by nobody else’s', async () => {
  await sent({ what: { kind: 'text', text: 'Tomasz' } });
  const { note, barred } = await opened();
  expect(barred).toEqual(['tomasz']);
  const { org, roster, hash } = server.team;
  const freed = (by: Signer) => {
    const where = {
      org,
      stream: `report/${note.report}`,
      seq: 9,
      prev: '',
      id: randomHex(16),
      kind: 'unbarred',
    } as const;
    const rest = { compartment: '', epoch: 0, rosterVersion: roster.version, rosterHash: hash, at: now } as const;
    return signEntry({ ...where, ...rest, facts: [['member', 'tomasz']] }, null, by);
  };
  server.access = [...server.access, freed(server.team.server)];
  expect((await opened()).barred).toEqual(['tomasz']);
  server.access = [...server.access, freed(signer('rosa'))];
  expect((await opened()).barred).toEqual([]);
});

test('somebody whom the reporter left out and who holds the key all the same is an alarm', async () => {
  await sent({
    what: { kind: 'text', text: 'a' },
    team: { kind: 'team', leaveOut: ['tomasz'], only: '', closeTo: '' },
  });
  const { note, warnings } = await opened();
  expect([note.leftOut, warnings]).toEqual([['tomasz'], []]);
  const members = ['rosa', 'tomasz'];
  const recipient = await turned(signer('rosa'), members);
  await written('rekey', { v: 1, epoch: 2, recipient, members }, signer('rosa'));
  expect((await opened()).warnings).toEqual(['left-out']);
});

const b = { text: 'b', files: [] };
/** What each reply that reached the server was locked to. */
const lockedTo = () => server.replies.map(({ report }) => parseLine(report.at(-1)?.line ?? '')?.to);
const newKey = async (): Promise<string> => {
  const recipient = await turned(signer('rosa'), ['rosa']);
  await written('rekey', { v: 1, epoch: 2, recipient, members: ['rosa'] }, signer('rosa'));
  return recipient;
};

test('a key that was turned since the page was opened is the one a reply is locked to', async () => {
  const delivery = new Delivery(await opened());
  const recipient = await newKey();
  await expect(delivery.send(b)).resolves.toEqual({ receivedAt: now, bars: [] });
  expect(lockedTo()).toEqual([sha256Hex(recipient)]);
  expect(server.replies[0]).not.toHaveProperty('behind');
  expect(delivery.opened.account.members).toEqual(['rosa']);
});

test('a reply that was locked to a key that is turned in the same moment is locked again', async () => {
  const delivery = new Delivery(await opened());
  server.trouble(paths.api.mailbox.reply, 'roster-moved');
  await expect(delivery.send(b)).resolves.toMatchObject({ receivedAt: now });
  for (let i = 0; i < 20; i++) server.trouble(paths.api.mailbox.reply, 'roster-moved');
  const before = server.asked.length;
  await expect(delivery.send(b)).resolves.toEqual({ not: 'refused' });
  expect(server.asked.slice(before).filter((path) => path === paths.api.mailbox.reply)).toHaveLength(4);
});

test('a reply whose answer was lost is sent as it was; if its key was turned under it, it is locked anew', async () => {
  const delivery = new Delivery(await opened());
  server.trouble(paths.api.mailbox.reply, 'answer-lost');
  await expect(delivery.send(b)).resolves.toEqual({ not: 'offline' });
  await expect(delivery.send(b)).resolves.toMatchObject({ receivedAt: now });
  expect(server.replies[1]).toEqual(server.replies[0]);
  server.trouble(paths.api.mailbox.reply, 'offline');
  await expect(delivery.send(b)).resolves.toEqual({ not: 'offline' });
  const recipient = await newKey();
  server.trouble(paths.api.mailbox.reply, 'roster-moved');
  await expect(delivery.send(b)).resolves.toMatchObject({ receivedAt: now });
  expect(lockedTo().at(-1)).toBe(sha256Hex(recipient));
});

test('what has to be warned of by now is said before anything is sent; then it goes to the key that is trusted', async () => {
  const delivery = new Delivery(await opened());
  const { note } = delivery.opened;
  await turned(signer('yewande'), ['yewande']);
  await expect(delivery.send(b)).resolves.toEqual({ warnings: ['access'] });
  expect(server.replies).toEqual([]);
  await expect(delivery.send(b)).resolves.toMatchObject({ receivedAt: now });
  expect(server.replies).toMatchObject([{ behind: true }]);
  expect(lockedTo()).toEqual([sha256Hex(note.account.recipient)]);
});

test('a mailbox that cannot be read again now sends nothing', async () => {
  const delivery = new Delivery(await opened());
  server.trouble(paths.api.mailbox.open, 'offline');
  await expect(delivery.send(b)).resolves.toEqual({ not: 'offline' });
  server.trouble(paths.api.mailbox.open, 'slow-down');
  await expect(delivery.send(b)).resolves.toEqual({ not: 'refused' });
  expect(server.replies).toEqual([]);
});

test('whoever is suspended, or barred, is nobody who is left to read it', async () => {
  const about = { text: 'Rosa is his sister.', files: [] };
  expect((await lockedReply(await opened(), about)).bars).toEqual(['rosa']);
  expect((await lockedReply({ ...(await opened()), barred: ['tomasz'] }, about)).bars).toEqual([]);
  server.team = server.team.next((members) => members.map((m) => (m.id === 'tomasz' ? { ...m, suspended: true } : m)));
  expect((await lockedReply(await opened(), about)).bars).toEqual([]);
});
