import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idOf } from '#domain/record/header.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import { isKind, kinds } from '#domain/promises/kinds.ts';
import { openOne } from '#seal/age.ts';
import { readAttachment } from '#seal/attachment.ts';
import { barredLater } from '#seal/birth.ts';
import { oneStanza } from '#seal/entry.ts';
import { openMailboxFile } from '#seal/mailbox.ts';
import { openFile, openGrant } from '#seal/unseal.ts';
import type { SelfNote } from '#wire/bodies.ts';
import {
  acceptedIn,
  born,
  bytesOr,
  fileOf,
  held,
  kindIn,
  mailboxSigner,
  newMailbox,
  org,
  person,
  root,
  rowsOf,
  server,
  type Person,
} from './cast.ts';

const json = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));
const grantFor = ({ grants }: Awaited<ReturnType<typeof born>>['birth'], compartment: string, member: string) => {
  const found = grants.find((grant) => grant.compartment === compartment && grant.member === member);
  if (found === undefined) throw new Error('no grant');
  return found.bytes;
};

describe('a birth', () => {
  const photo = { name: 'a.png', type: 'image/png', bytes: Uint8Array.of(0, 10, 255) };
  const empty = { name: '', type: '', bytes: new Uint8Array(0) };

  test('is one chain, in the order of the rules, each entry of a kind that may stand there', async () => {
    const [ana, kim] = [person('ana'), person('kim')];
    const readers = { account: [ana, kim], identity: [kim] };
    const { birth, stream, mailbox } = await born(readers, { barred: ['sam', 'zoe'], files: [photo, empty] });
    const entries = held(stream, rowsOf(birth.report));
    const shape = entries.map(({ header }) => `${header.seq} ${header.kind} ${header.compartment} ${header.epoch}`);
    expect(shape).toEqual([
      '0 reported account 1',
      '1 barred  0',
      '2 barred  0',
      '3 access account 1',
      '4 access identity 1',
      '5 added identity 1',
      '6 attached account 1',
      '7 attached account 1',
    ]);
    for (const { header } of entries) {
      if (!isKind(header.kind)) throw new Error(header.kind);
      const rule = kinds[header.kind];
      expect(rule.compartments).toContain(header.compartment);
      const optional = rule.facts.map((key) => key.replace('?', ''));
      expect(optional).toEqual(expect.arrayContaining(header.facts.map(([key]) => key)));
      expect(header.by).toBe(mailbox.sign);
      expect(header.file === '').toBe(rule.file !== 'sealed');
    }
    expect(birth.files.length).toBe(5);
    for (const file of [...birth.files, ...birth.grants]) expect(oneStanza(file.bytes)).toBe(true);
    expect(birth.grants.map(({ member, compartment }) => `${member} ${compartment}`)).toEqual([
      'ana account',
      'kim account',
      'kim identity',
    ]);
    for (const grant of birth.grants) expect(grant).toMatchObject({ stream, epoch: 1 });
  });

  test('with names to ask about has them in a compartment of their own, before the files', async () => {
    const [ana, kim] = [person('ana'), person('kim')];
    const asked = { readers: { account: [ana.member], identity: [], parties: [kim.member] } };
    const names = { v: 1, names: ['Tomasz Brandt'] };
    const recipients = new Map([ana, kim].map((one) => [one.member.ageHash, one.recipient]));
    const { birth, stream } = await born({ account: [ana] }, { ...asked, recipients, parties: names, files: [photo] });
    const entries = held(stream, rowsOf(birth.report));
    expect(entries.map(({ header }) => `${header.kind} ${header.compartment}`)).toEqual([
      'reported account',
      'access account',
      'access parties',
      'added parties',
      'attached account',
    ]);
    const access = acceptedIn(kindIn(entries, 'access', 'parties'));
    const key = await openGrant(kim.keyring, access, grantFor(birth, 'parties', 'kim'));
    if ('refused' in key) throw new Error(key.refused);
    const added = kindIn(entries, 'added', 'parties');
    const opened = await openFile(key.identity, key.recipient, added, fileOf(birth.files, added.header.file));
    expect(json(bytesOr(opened))).toEqual(names);
    const told = kindIn(entries, 'reported', 'account');
    expect(await openFile(key.identity, key.recipient, told, fileOf(birth.files, told.header.file))).toEqual({
      refused: 'wrong-key',
    });
    const nobodyAsked = await born({ account: [ana] }, { recipients, parties: names });
    expect(nobodyAsked.birth.report.map(({ header }) => header.kind)).toEqual(['reported', 'access']);
    const noNames = await born({ account: [ana] }, { ...asked, recipients, parties: null });
    expect(noNames.birth.report.map(({ header }) => header.kind)).toEqual(['reported', 'access']);
  });

  test('of what names somebody later a bar is signed in front, with a place or without one', () => {
    const where = { org, rosterVersion: 1, rosterHash: 'ab'.repeat(32), at: 5, report: '5'.repeat(32), signer: server };
    const bar = barredLater(where, 'kim');
    expect(bar.header).toMatchObject({ kind: 'barred', seq: -1, prev: '', file: '', facts: [['member', 'kim']] });
    expect(barredLater(where, 'kim', { seq: 4, prev: 'cd'.repeat(32) }).header.seq).toBe(4);
    expect(kinds.barred.place).toBe('any');
  });

  test('without an identity has no such compartment; narrow is said only when it is so', async () => {
    const { birth } = await born({ account: [person('ana')] });
    expect(birth.report.map(({ header }) => header.kind)).toEqual(['reported', 'access']);
    const facts = { channel: 'web', ongoing: 'unsure', reachable: 'no', narrow: true };
    const narrow = await born({ account: [person('ana')] }, { facts });
    const told = birth.report[0]?.header.facts;
    expect(told).toEqual([['channel', 'web'], ['ongoing', 'no'], ['reachable', 'yes']]); // prettier-ignore
    expect(narrow.birth.report[0]?.header.facts).toContainEqual(['narrow', 'yes']);
  });

  test('sealed on arrival is signed by the server, its self-note by the mailbox', async () => {
    const { birth, mailbox, stream } = await born({ account: [person('ana')] }, { signer: server });
    for (const { header } of held(stream, rowsOf(birth.report))) expect(header.by).toBe(server.public);
    expect(birth.selfNote.header.by).toBe(mailbox.sign);
  });

  test('leaves the reporter a note that only their words open', async () => {
    const ana = person('ana');
    const { birth, mailbox, stream } = await born({ account: [ana] }, { barred: ['kim', 'zoe'], leftOut: ['zoe'] });
    const entry = held(`mailbox/${mailbox.id}`, rowsOf([birth.selfNote]))[0];
    if (entry === undefined) throw new Error('no self-note');
    const file = fileOf(birth.files, entry.header.file);
    const note = json(bytesOr(await openMailboxFile(mailbox, entry, file))) as SelfNote;
    const access = manifestOf(kindIn(held(stream, rowsOf(birth.report)), 'access', 'account').header);
    expect(note).toEqual({
      v: 1,
      edition: 'harbor-2027',
      report: idOf(stream),
      hash: birth.report[0]?.hash,
      root: root.public,
      rosterVersion: 1,
      rosterHash: 'ab'.repeat(32),
      account: { epoch: 1, recipient: access?.recipient },
      members: ['ana'],
      leftOut: ['zoe'],
      at: birth.report[0]?.header.at,
      procedureVersion: '1',
    });
    expect(await openMailboxFile(await newMailbox(), entry, file)).toEqual({ refused: 'not-the-header' });
    expect(await openOne(ana.keyring.identity, file)).toEqual({ refused: 'wrong-key' });
  });

  test('carries files whole, empty ones too', async () => {
    const ana = person('ana');
    const { birth, stream } = await born({ account: [ana] }, { files: [photo, empty] });
    const entries = held(stream, rowsOf(birth.report));
    const key = await openGrant(
      ana.keyring,
      acceptedIn(kindIn(entries, 'access', 'account')),
      grantFor(birth, 'account', 'ana'),
    );
    if ('refused' in key) throw new Error(key.refused);
    const attached = entries.filter(({ header }) => header.kind === 'attached');
    const read = await Promise.all(
      attached.map(async (entry) => {
        const opened = await openFile(key.identity, key.recipient, entry, fileOf(birth.files, entry.header.file));
        return readAttachment(bytesOr(opened));
      }),
    );
    expect(read).toEqual([photo, empty]);
  });

  test('an attachment whose line does not describe its bytes is none', () => {
    const body = (line: object) => new TextEncoder().encode(`${JSON.stringify(line)}\nabc`);
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const fair = { name: 'a', type: 'b', length: 3, sha256 };
    expect(readAttachment(body(fair))?.name).toBe('a');
    for (const wrong of [
      { ...fair, length: 2 },
      { ...fair, sha256: '' },
      { ...fair, name: 5 },
      { sha256, length: 3 },
    ])
      expect(readAttachment(body(wrong))).toBe(null);
    expect(readAttachment(new TextEncoder().encode('{}'))).toBe(null);
    expect(readAttachment(new TextEncoder().encode('nonsense\nabc'))).toBe(null);
  });

  test('to nobody, or to somebody whose key was not fetched or is not the roster’s: stops', async () => {
    const [ana, kim] = [person('ana'), person('kim')];
    await expect(born({ account: [] })).rejects.toThrow('no-readers');
    await expect(born({ account: [ana], identity: [] })).rejects.toThrow('no-readers');
    await expect(born({ account: [ana] }, { recipients: new Map() })).rejects.toThrow('recipient-missing');
    const swapped = new Map([[ana.member.ageHash, kim.recipient]]);
    await expect(born({ account: [ana] }, { recipients: swapped })).rejects.toThrow('recipient-mismatch');
  });
});

test('every listed holder opens every file of their compartments, and nobody else opens anything', async () => {
  const everybody = Array.from({ length: 5 }, (_, i) => person(`member-${i}`));
  const some = fc.subarray(everybody, { minLength: 1 });
  const files = fc.array(fc.uint8Array({ maxLength: 6000 }), { maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(some, fc.option(some), files, fc.boolean(), async (account, identity, bodies, byServer) => {
      const mailbox = await newMailbox();
      const readers = { account, ...(identity !== null && { identity }) };
      const { birth, stream } = await born(readers, {
        mailbox,
        signer: byServer ? server : mailboxSigner(mailbox),
        files: bodies.map((bytes, i) => ({ name: `${i}`, type: '', bytes })),
      });
      const entries = held(stream, rowsOf(birth.report));
      const sealed = entries.filter(({ header }) => header.file !== '');
      const opens = async (who: Person, compartment: 'account' | 'identity'): Promise<number> => {
        const access = acceptedIn(kindIn(entries, 'access', compartment));
        const keys = await Promise.all(birth.grants.map((grant) => openGrant(who.keyring, access, grant.bytes)));
        const mine = keys.flatMap((key) => ('refused' in key ? [] : [key]));
        const tried = mine.flatMap(({ identity: secret, recipient }) => {
          return sealed.map((entry) => openFile(secret, recipient, entry, fileOf(birth.files, entry.header.file)));
        });
        return (await Promise.all(tried)).filter((opened) => opened instanceof Uint8Array).length;
      };
      const directly = async ({ keyring }: Person): Promise<number> => {
        const tried = await Promise.all(birth.files.map((file) => openOne(keyring.identity, file.bytes)));
        return tried.filter((opened) => opened instanceof Uint8Array).length;
      };
      for (const who of everybody) {
        expect(await opens(who, 'account')).toBe(account.includes(who) ? 1 + bodies.length : 0);
        if (identity !== null) expect(await opens(who, 'identity')).toBe(identity.includes(who) ? 1 : 0);
        expect(await directly(who)).toBe(0);
      }
      expect(sealed.length).toBe(1 + bodies.length + (identity === null ? 0 : 1));
      expect(entries.every(({ header }) => header.org === org)).toBe(true);
    }),
    { numRuns: 12 },
  );
}, 60_000);
