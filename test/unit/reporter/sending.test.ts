import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answers } from '#domain/intake/answers.ts';
import { accountBody, receiversOf } from '#reporter/sending/bodies.ts';
import { findGround, keysOf, type Ground, type NoGround } from '#reporter/sending/ground.ts';
import { sender, type Sender } from '#reporter/sending/send.ts';
import { randomHex } from '#seal/digest.ts';
import { mailboxKeys } from '#seal/words.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { fakeServer, type FakeServer } from './server.ts';
import { edition, now, procedure, team, under } from './team.ts';

const reports = paths.api.reports(edition.id);
const told = (text: string, leaveOut: readonly string[] = []): Answers => ({
  what: { kind: 'text', text },
  ...(leaveOut.length > 0 && { team: { kind: 'team', leaveOut, only: '', closeTo: '' } }),
});

let server: FakeServer;
let one: Sender;
let ground: Ground;
const said: string[] = [];

async function groundNow(fresh: boolean): Promise<Ground | NoGround> {
  if (!fresh) return ground;
  const found = await findGround(edition.id, null, under);
  if (!('refused' in found)) ground = found;
  return found;
}

const send = (answers: Answers, files: readonly { name: string; type: string; bytes: Uint8Array }[] = []) =>
  one.send({ answers, files }, receiversOf(ground.info, ground.head.roster, answers, now));

const kindsOf = (entries: readonly { line: string }[]): readonly string[] =>
  entries.map((e) => parseLine(e.line)?.kind ?? '');

beforeEach(async () => {
  server = fakeServer(team());
  const found = await findGround(edition.id, null, under);
  if ('refused' in found) throw new Error(found.refused);
  ground = found;
  said.length = 0;
  one = sender({
    edition: edition.id,
    language: 'en',
    token: randomHex(16),
    unnamed: false,
    ground: groundNow,
    say: (what) => said.push(what),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('a report goes once, to the readers on the check page, and says what it does', async () => {
  await expect(send(told('a'))).resolves.toMatchObject({ receivedAt: now, how: 'sent' });
  expect(said).toEqual(['locking', 'sending']);
  expect(kindsOf(server.births[0]?.report ?? [])).toEqual(['reported', 'access']);
  expect(server.births[0]?.grants.map((grant) => grant.member)).toEqual(['rosa', 'tomasz']);
});

test('whom the reporter left out is barred and gets no key', async () => {
  await send(told('a', ['tomasz', 'nobody-of-that-name']));
  expect(kindsOf(server.births[0]?.report ?? [])).toEqual(['reported', 'barred', 'access']);
  expect(server.births[0]?.grants.map((grant) => grant.member)).toEqual(['rosa']);
});

test('who is named in it is barred too, gets no key, and is named on the page as kept out for now', async () => {
  const result = await send(told('it was Tomasz'));
  expect(kindsOf(server.births[0]?.report ?? [])).toEqual(['reported', 'barred', 'access']);
  expect(server.births[0]?.grants.map((grant) => grant.member)).toEqual(['rosa']);
  expect('receivers' in result && result.receivers).toMatchObject({
    keptBack: ['Tomasz'],
    leftOut: [],
    named: [{ member: 'tomasz', question: 'what', words: 'it was Tomasz' }],
  });
});

test('changes that name someone who can open what arrived bar them first, and are added', async () => {
  server.trouble(reports, 'answer-lost');
  await send(told('a'));
  const result = await send(told('it was Tomasz'));
  expect(result).toMatchObject({ how: 'added', receivers: { account: [{ id: 'rosa' }], keptBack: ['Tomasz'] } });
  expect(kindsOf(server.replies[0]?.report ?? [])).toEqual(['barred', 'added']);
  // It follows no list of who holds a newer key, and says so: the server takes it all the same.
  expect(server.replies[0]).toMatchObject({ behind: true });
  const [bar] = server.replies[0]?.report ?? [];
  expect(parseLine(bar?.line ?? '')).toMatchObject({ seq: -1, prev: '', facts: [['member', 'tomasz']] });
});

test('changes that name everybody who can open what arrived bar none of them: never nobody', async () => {
  server.trouble(reports, 'answer-lost');
  await send(told('a'));
  await expect(send(told('Tomasz and Rosa did it'))).resolves.toMatchObject({ how: 'added' });
  expect(kindsOf(server.replies[0]?.report ?? [])).toEqual(['added']);
});

test('without a network it stays locked on the page, and Try again sends the very same batch', async () => {
  server.trouble(reports, 'answer-lost');
  await expect(send(told('a'))).resolves.toEqual({ refused: 'offline', locked: true });
  await expect(send(told('a'))).resolves.toMatchObject({ how: 'sent' });
  expect(server.births).toHaveLength(2);
  expect(server.births[1]).toEqual(server.births[0]);
  expect(said).toEqual(['locking', 'sending', 'sending']);
});

test('changed after a lost answer, the new answers are added with the same words', async () => {
  server.trouble(reports, 'answer-lost');
  await send(told('a'), [{ name: 'p.png', type: 'image/png', bytes: Uint8Array.of(1) }]);
  const files = [
    { name: 'p.png', type: 'image/png', bytes: Uint8Array.of(1) },
    { name: 'q.png', type: 'image/png', bytes: Uint8Array.of(2) },
  ];
  await expect(send(told('a and b'), files)).resolves.toMatchObject({ how: 'added', receivedAt: now });
  expect(kindsOf(server.replies[0]?.report ?? [])).toEqual(['added', 'attached']);
  expect(server.mailbox).toHaveLength(3);
});

test('an addition whose answer was lost is sent again as it is', async () => {
  server.trouble(reports, 'answer-lost');
  await send(told('a'));
  server.trouble(paths.api.mailbox.reply, 'answer-lost');
  await expect(send(told('b'))).resolves.toEqual({ refused: 'offline', locked: true });
  await expect(send(told('b'))).resolves.toMatchObject({ how: 'added' });
  expect(server.replies[1]).toEqual(server.replies[0]);
});

test('changes that leave out someone who can open what arrived are kept back, and that is said', async () => {
  server.trouble(reports, 'answer-lost');
  await send(told('a'));
  const result = await send(told('it was Tomasz', ['tomasz']));
  expect(result).toMatchObject({ how: 'kept-back' });
  expect('receivers' in result && result.receivers.account.map((m) => m.id)).toEqual(['rosa', 'tomasz']);
  expect(server.replies).toHaveLength(0);
});

test('changed and changed back after a lost answer is the report that arrived', async () => {
  server.trouble(reports, 'answer-lost');
  await send(told('a'));
  server.trouble(reports, 'offline');
  await send(told('b'));
  await expect(send(told('a'))).resolves.toMatchObject({ how: 'sent' });
  expect(server.replies).toHaveLength(0);
});

test('a list that moved with the same readers is locked again in silence', async () => {
  server.team = server.team.next((members) => members.map((m) => (m.id === 'yewande' ? { ...m, suspended: true } : m)));
  server.trouble(reports, 'roster-moved');
  await expect(send(told('a'))).resolves.toMatchObject({ how: 'sent' });
  expect(parseLine(server.births[0]?.selfNote.line ?? '')?.rosterVersion).toBe(2);
});

test('a list that moved to other readers sends nothing: the check page has to be seen again', async () => {
  server.team = server.team.next((members) => members.map((m) => (m.id === 'tomasz' ? { ...m, suspended: true } : m)));
  server.trouble(reports, 'roster-moved');
  await expect(send(told('a'))).resolves.toEqual({ refused: 'readers-changed', locked: false });
  expect(server.births).toHaveLength(0);
});

/** The event under another version, whose pool reads first and which does not ask where. */
const switched = (roles: typeof procedure.roles): void => {
  const digest = 'b'.repeat(64);
  const other = { ...procedure, digest, roles, questions: procedure.questions.filter(({ id }) => id !== 'where') };
  const before = server.team.info();
  const written = { procedure, gathering: edition.gathering };
  server.team = { ...server.team, info: () => ({ ...before, procedure: other, written }) };
};
const poolFirst = procedure.roles.map((role) =>
  role.id === 'pool' ? { ...role, receives: 'first' as const } : { ...role, receives: 'never' as const },
);
const withRoom = (text: string): Answers => ({ ...told(text), where: { kind: 'choice', choice: 'room', more: 'x' } });

test('given the event was switched with the same readers, it goes under the version of the page', async () => {
  switched(procedure.roles);
  server.trouble(reports, 'settings-moved');
  await expect(send(withRoom('a'))).resolves.toMatchObject({ how: 'sent' });
  expect(server.births.at(-1)?.procedure).toBe(procedure.digest);
});

test('given it was switched before anything was fetched, it goes under the version of the page all the same', async () => {
  switched(procedure.roles);
  await groundNow(true);
  await expect(send(withRoom('a'))).resolves.toMatchObject({ how: 'sent' });
  expect(server.births[0]?.procedure).toBe(procedure.digest);
});

test('given it was switched to other readers, they are seen first, and nothing that was asked is lost', async () => {
  const first = send(withRoom('a'));
  switched(poolFirst);
  server.trouble(reports, 'settings-moved');
  await expect(first).resolves.toEqual({ refused: 'readers-changed', locked: false });
  expect(server.births).toHaveLength(0);
  await expect(send(withRoom('a'))).resolves.toMatchObject({ how: 'sent' });
  expect(server.births[0]?.grants.map((grant) => grant.member)).toEqual(['yewande']);
  expect(server.births[0]?.procedure).toBe('b'.repeat(64));
  const keys = await mailboxKeys(one.entropy, ground.salt);
  const shown = receiversOf(ground.info, ground.head.roster, withRoom('a'), now);
  const body = accountBody(ground.info, withRoom('a'), shown, { language: 'en', keys, unnamed: false });
  expect(body.procedure.digest).toBe(procedure.digest);
  expect(body.answers).toHaveProperty('where');
  // Only what is true is written down.
  expect(body).not.toHaveProperty('unnamed');
  const own = { language: 'en', keys, unnamed: true };
  expect(accountBody(ground.info, withRoom('a'), shown, own)).toMatchObject({ unnamed: true });
});

test('a page of a version that is not to be had gives up aloud, before anything is locked', async () => {
  await expect(findGround(edition.id, null, `${'c'.repeat(64)}.in-person`)).rejects.toThrow('form');
});

test('what arrived under other words is not added to', async () => {
  server.trouble(reports, 'already-received');
  await expect(send(told('a'))).resolves.toEqual({ refused: 'under-other-words', locked: false });
});

test('nobody left to read it: nothing is locked, nothing is sent', async () => {
  await expect(send(told('a', ['rosa', 'tomasz', 'yewande']))).resolves.toEqual({ refused: 'nobody', locked: false });
});

test('the list is trusted only as far as the poster says', async () => {
  const { org } = server.team;
  await expect(findGround(edition.id, { org, version: 1 }, under)).resolves.not.toHaveProperty('refused');
  await expect(findGround(edition.id, { org, version: 2 }, under)).resolves.toEqual({ refused: 'list-broken' });
  await expect(findGround(edition.id, { org: '0'.repeat(20), version: 0 }, under)).resolves.toEqual({
    refused: 'not-ours',
  });
});

test('a swapped public key is noticed before anything is locked for it', async () => {
  const [first] = server.team.roster.members;
  if (first === undefined) throw new Error('nobody');
  (server.team.recipients as Map<string, string>).set(first.ageHash, 'age1pq1other');
  await expect(keysOf([first])).resolves.toEqual({ refused: 'list-broken' });
});
