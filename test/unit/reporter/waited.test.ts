import { expect, test } from 'vitest';
import type { Recipients } from '#domain/intake/recipients.ts';
import { newestAccount, type Entry, type Listed } from '#reporter/returning/trust.ts';
import { verifyEntry } from '#seal/entry.ts';
import { openMailboxFile } from '#seal/mailbox.ts';
import { newTaking, placeOutgoing, sealOutgoing } from '#seal/outgoing.ts';
import type { SelfNote } from '#wire/bodies.ts';
import { bytesOr, held, now, org, person, root, rosterOf, rowsOf, salt } from '../../seal/cast.ts';

const people = ['ana', 'kim', 'lee', 'zoe'].map((id) => person(id));
const [ana, kim, lee] = people;
const lists: readonly Listed[] = [{ roster: rosterOf(people.map(({ member }) => member)), hash: 'ab'.repeat(32) }];

/** A report that waited on a phone for Ana and Kim, or Lee instead, and was handed to `account`. */
async function waited(account: readonly string[]) {
  const members = [ana, kim, lee].flatMap((one) => one?.member ?? []);
  const carried: Recipients = { account: members, identity: members, parties: [], narrow: false };
  const taking = await newTaking(salt);
  const outgoing = await sealOutgoing(taking, {
    org,
    rosterVersion: 1,
    rosterHash: 'ab'.repeat(32),
    edition: 'harbor-2027',
    procedure: { version: '1', digest: 'cd'.repeat(32) },
    at: now,
    rootPublic: root.public,
    facts: { channel: 'phone', ongoing: 'no', reachable: 'no' },
    account: {},
    identity: null,
    parties: null,
    carried,
    members: ['ana', 'kim'],
    recipients: new Map(people.map(({ member, recipient }) => [member.ageHash, recipient])),
    barred: [],
    leftOut: [],
  });
  const { batch, files } = placeOutgoing(outgoing, { account, identity: [], parties: [] });
  const access = batch.report.map((entry) => verifyEntry(entry)).filter((entry): entry is Entry => 'header' in entry);
  const [own] = held(`mailbox/${taking.keys.id}`, rowsOf([batch.selfNote]));
  if (own === undefined) throw new Error('no note');
  const bytes = files.find(({ hash }) => hash === own.header.file)?.bytes ?? new Uint8Array(0);
  const text = new TextDecoder().decode(bytesOr(await openMailboxFile(taking.keys, own, bytes)));
  return { note: JSON.parse(text) as SelfNote, access };
}

const readers = (note: SelfNote, access: readonly Entry[]): readonly string[] | null =>
  newestAccount(note, lists, access, [])?.members ?? null;

test.each([[['ana', 'kim']], [['kim']], [['ana', 'lee']], [['lee']]])(
  'who came back to what waited on a phone trusts %j: each of them was handed a key of it there',
  async (account) => {
    const { note, access } = await waited(account);
    expect(readers(note, access)).toEqual(account);
  },
);

test('somebody who was handed no key there is nobody to trust', async () => {
  const { note, access } = await waited(['ana', 'lee']);
  expect(readers({ ...note, instead: [] }, access)).toBeNull();
  expect(readers({ ...note, members: ['kim'] }, access)).toBeNull();
});

test('what was locked in a browser is trusted only with exactly the readers it names', async () => {
  const { note, access } = await waited(['ana']);
  const { instead: _, ...browser } = note;
  expect(readers(browser, access)).toBeNull();
  expect(readers({ ...browser, members: ['ana'] }, access)).toEqual(['ana']);
});
