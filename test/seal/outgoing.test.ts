import { describe, expect, test } from 'vitest';
import type { Recipients } from '#domain/intake/recipients.ts';
import { isKind, kinds } from '#domain/promises/kinds.ts';
import { fitsKind } from '#domain/promises/admits.ts';
import type { Verified } from '#domain/record/header.ts';
import { identityOf, openOne, recipientHash, sealTo } from '#seal/age.ts';
import { fromHex, randomBytes, sha256Hex, toHex, utf8 } from '#seal/digest.ts';
import { lockKeyring } from '#seal/keyring.ts';
import { english } from '#seal/lists/en.ts';
import { openMailboxFile } from '#seal/mailbox.ts';
import {
  freshTaking,
  newTaking,
  openAgain,
  placeOutgoing,
  sealAgain,
  sealOutgoing,
  type Chosen,
  type Outgoing,
  type OutgoingInput,
  type Taking,
} from '#seal/outgoing.ts';
import { floors, pack } from '#seal/packed.ts';
import { signerFrom, signTaken, verifyTaken } from '#seal/taken.ts';
import { openFile, openGrant } from '#seal/unseal.ts';
import { memberSecrets, newEntropy, wordsOf } from '#seal/words.ts';
import type { SelfNote } from '#wire/bodies.ts';
import {
  acceptedIn,
  bytesOr,
  held,
  kindIn,
  newMailbox,
  now,
  org,
  person,
  root,
  rowsOf,
  salt,
  type Person,
} from './cast.ts';

const [ana, kim, lee] = [person('ana'), person('kim'), person('lee')];
const people: readonly Person[] = [ana, kim, lee];
const told = { told: 'He blocked the door of room 25C.' };
const own = { name: 'Alex Doe' };
const names = { v: 1, names: ['Tomasz Brandt'] };

const carriedFor = (account: readonly Person[], asked: readonly Person[] = [], narrow = false): Recipients => {
  const members = account.map(({ member }) => member);
  return { account: members, identity: members, parties: asked.map(({ member }) => member), narrow };
};

const sealed = (taking: Taking, more: Partial<OutgoingInput> = {}): Promise<Outgoing> =>
  sealOutgoing(taking, {
    org,
    rosterVersion: 1,
    rosterHash: 'ab'.repeat(32),
    edition: 'harbor-2027',
    procedure: { version: '1', digest: 'cd'.repeat(32) },
    at: now,
    rootPublic: root.public,
    facts: { channel: 'in-person', ongoing: 'no', reachable: 'yes' },
    account: told,
    identity: own,
    parties: null,
    carried: carriedFor(people),
    members: ['ana'],
    recipients: new Map(people.map(({ member, recipient }) => [member.ageHash, recipient])),
    barred: [],
    leftOut: [],
    ...more,
  });

/** As it comes back from the device. */
const kept = (outgoing: Outgoing): Outgoing => JSON.parse(JSON.stringify(outgoing)) as Outgoing;

interface Handed extends ReturnType<typeof placeOutgoing> {
  readonly entries: readonly Verified[];
}
function handed(outgoing: Outgoing, chosen: Partial<Chosen>): Handed {
  const placed = placeOutgoing(kept(outgoing), { account: ['ana'], identity: ['ana'], parties: [], ...chosen });
  const rows = rowsOf(placed.batch.report);
  return { ...placed, entries: held(`report/${outgoing.report}`, rows) };
}

/** What somebody reads of a compartment with the grant that was handed over, or why they read nothing. */
async function read(by: Person, { batch, files, entries }: Handed, kind: string, part: string): Promise<unknown> {
  const bytes = (hash: string): Uint8Array => files.find((file) => file.hash === hash)?.bytes ?? new Uint8Array(0);
  const grant = batch.grants.find((one) => one.compartment === part && one.member === by.member.id);
  if (grant === undefined) return 'no grant';
  const key = await openGrant(by.keyring, acceptedIn(kindIn(entries, 'access', part)), bytes(grant.hash));
  if ('refused' in key) return key.refused;
  const entry = kindIn(entries, kind, part);
  return JSON.parse(
    new TextDecoder().decode(bytesOr(await openFile(key.identity, key.recipient, entry, bytes(entry.header.file)))),
  );
}

describe('a report that waits on a phone', () => {
  test('is handed over as one chain by the mailbox key, in the order of the rules', async () => {
    const taking = await newTaking(salt);
    const carried = carriedFor([ana, kim], [lee]);
    const outgoing = await sealed(taking, { carried, parties: names, barred: ['sam', 'zoe'] });
    const { entries, batch, files } = handed(outgoing, {
      account: ['kim', 'ana'],
      identity: ['kim'],
      parties: ['lee'],
    });
    expect(entries.map(({ header }) => `${header.seq} ${header.kind} ${header.compartment} ${header.epoch}`)).toEqual([
      '0 reported account 1',
      '1 barred  0',
      '2 barred  0',
      '3 access account 1',
      '4 access identity 1',
      '5 added identity 1',
      '6 access parties 1',
      '7 added parties 1',
    ]);
    for (const { header } of entries) {
      if (!isKind(header.kind)) throw new Error(header.kind);
      expect(fitsKind(header, 'mailbox')).toBe(true);
      expect(header.file === '').toBe(kinds[header.kind].file !== 'sealed');
      expect([header.by, header.at, header.rosterVersion]).toEqual([taking.keys.sign, now, 1]);
    }
    expect(batch.grants.map(({ member, compartment }) => `${member} ${compartment}`)).toEqual([
      'kim account',
      'ana account',
      'kim identity',
      'lee parties',
    ]);
    expect(entries[0]?.header.facts).toEqual([['channel', 'in-person'], ['ongoing', 'no'], ['reachable', 'yes']]); // prettier-ignore
    for (const { hash, bytes } of files) expect(sha256Hex(bytes)).toBe(hash);
    const named = entries.flatMap(({ header }) => (header.file === '' ? [] : [header.file]));
    expect(new Set(files.map(({ hash }) => hash)).size).toBe(named.length + batch.grants.length + 1);
  });

  test('is read by whom it is handed to, and by nobody else of those it was locked for', async () => {
    const outgoing = await sealed(await newTaking(salt));
    const given = handed(outgoing, { account: ['ana', 'kim'], identity: ['kim'] });
    expect(await read(ana, given, 'reported', 'account')).toEqual(told);
    expect(await read(kim, given, 'reported', 'account')).toEqual(told);
    expect(await read(kim, given, 'added', 'identity')).toEqual(own);
    expect(await read(ana, given, 'added', 'identity')).toBe('no grant');
    expect(await read(lee, given, 'reported', 'account')).toBe('no grant');
    const openable = await Promise.all(given.files.map(({ bytes }) => openOne(lee.keyring.identity, bytes)));
    expect(openable.some((one) => one instanceof Uint8Array)).toBe(false);
  });

  test('is one report, however often and to whomever it is handed over', async () => {
    const outgoing = await sealed(await newTaking(salt), { barred: ['sam'] });
    const [first, again, others] = [
      handed(outgoing, { account: ['ana'] }),
      handed(outgoing, { account: ['ana'] }),
      handed(outgoing, { account: ['kim', 'lee'], identity: ['kim'] }),
    ];
    expect(again).toEqual(first);
    expect(others.batch.report[0]).toEqual(first.batch.report[0]);
    expect(others.batch.selfNote).toEqual(first.batch.selfNote);
    expect(others.batch.report.at(-1)).not.toEqual(first.batch.report.at(-1));
  });

  test('tells its reporter who holds it at once, who may instead, and which line it begins with', async () => {
    const taking = await newTaking(salt);
    const outgoing = await sealed(taking, { members: ['kim'], leftOut: ['sam'], barred: ['sam', 'zoe'] });
    const { batch, files, entries } = handed(outgoing, {});
    const [note] = held(`mailbox/${taking.keys.id}`, rowsOf([batch.selfNote]));
    if (note === undefined) throw new Error('no note');
    const file = files.find(({ hash }) => hash === note.header.file)?.bytes ?? new Uint8Array(0);
    const body = JSON.parse(
      new TextDecoder().decode(bytesOr(await openMailboxFile(taking.keys, note, file))),
    ) as SelfNote;
    expect(body).toMatchObject({
      report: taking.reportId,
      hash: entries[0]?.hash,
      members: ['kim'],
      instead: ['ana', 'lee'],
      leftOut: ['sam'],
      account: { epoch: 1, recipient: taking.epochs.account.recipient },
    });
  });

  test('is sent to one alone with that said in the clear; without a name or names to ask about it has no such part', async () => {
    const carried = carriedFor([kim], [], true);
    const outgoing = await sealed(await newTaking(salt), { carried, identity: null, members: ['kim'] });
    expect(outgoing.wishes).toEqual({ leaveOut: [], only: 'kim' });
    const { entries } = handed(outgoing, { account: ['kim'], identity: ['kim'] });
    expect(entries.map(({ header }) => header.kind)).toEqual(['reported', 'access']);
    expect(entries[0]?.header.facts).toContainEqual(['narrow', 'yes']);
    const asked = await sealed(await newTaking(salt), {
      carried: carriedFor([ana], [lee]),
      identity: null,
      parties: names,
    });
    expect(handed(asked, { parties: [] }).entries.map(({ header }) => header.compartment)).toEqual([
      'account',
      'account',
    ]);
  });

  test('cannot be handed to nobody, nor to somebody it was not locked for; a swapped key stops it', async () => {
    const taking = await newTaking(salt);
    const outgoing = await sealed(taking, { carried: carriedFor([ana]) });
    expect(() => handed(outgoing, { account: [] })).toThrow('no-readers');
    expect(() => handed(outgoing, { account: ['lee'] })).toThrow('recipient-missing');
    await expect(sealed(taking, { carried: carriedFor([]) })).rejects.toThrow('no-readers');
    const fresh = freshTaking(taking);
    const swapped = new Map([[ana.member.ageHash, lee.recipient]]);
    await expect(sealed(fresh, { recipients: swapped })).rejects.toThrow('recipient-m');
    await expect(sealed(fresh, { recipients: new Map() })).rejects.toThrow('recipient-missing');
    await expect(sealed(fresh, { carried: carriedFor([ana]), recipients: swapped })).rejects.toThrow(
      'recipient-mismatch',
    );
  });
});

describe('locked again as it grows', () => {
  test('its grants are made once, and open what was written last', async () => {
    const taking = await newTaking(salt);
    const first = await sealed(taking);
    const made = new Map(taking.granted);
    const more = { told: 'He blocked the door. Then he laughed.' };
    const second = await sealed(taking, { account: more, at: now + 1 });
    expect(second.locked.account.grants).toEqual(first.locked.account.grants);
    expect([...taking.granted]).toEqual([...made]);
    expect([made.size, second.files.length]).toEqual([6, 2]);
    expect(await read(ana, handed(second, {}), 'reported', 'account')).toEqual(more);
    expect(second.begun[0]).not.toEqual(first.begun[0]);
  });

  test('under fresh keys for fewer: who held the old ones opens nothing of the new', async () => {
    const taking = await newTaking(salt);
    const before = handed(await sealed(taking), { account: ['lee'], identity: ['lee'] });
    const fewer = freshTaking(taking);
    expect([fewer.reportId, fewer.keys, fewer.entropy]).toEqual([taking.reportId, taking.keys, taking.entropy]);
    const after = handed(await sealed(fewer, { carried: carriedFor([ana]) }), {});
    const stolen = before.batch.grants.find((one) => one.compartment === 'account')?.hash ?? '';
    const grant = before.files.find(({ hash }) => hash === stolen)?.bytes ?? new Uint8Array(0);
    const old = acceptedIn(kindIn(before.entries, 'access', 'account'));
    const key = await openGrant(lee.keyring, old, grant);
    if ('refused' in key) throw new Error(key.refused);
    for (const { bytes } of after.files) expect(await openOne(key.identity, bytes)).toEqual({ refused: 'wrong-key' });
    expect(await openGrant(lee.keyring, acceptedIn(kindIn(after.entries, 'access', 'account')), grant)).toMatchObject({
      refused: expect.any(String) as string,
    });
  });

  test('what lies on the phone holds no text, no word and no key that opens anything', async () => {
    const taking = await newTaking(salt);
    const outgoing = await sealed(taking, { parties: names, carried: carriedFor([ana, kim], [lee]) });
    const lying = JSON.stringify(outgoing);
    const { keys, entropy, epochs } = taking;
    const forms = (bytes: Uint8Array): readonly string[] => [
      toHex(bytes),
      Buffer.from(bytes).toString('base64').replace(/=+$/u, ''),
    ];
    const secrets = [
      ...Object.values(epochs).flatMap(({ seed, identity }) => [...forms(seed), identity]),
      ...forms(entropy),
      wordsOf(entropy, english).join(' '),
      keys.auth,
      keys.identity,
      ...forms(fromHex(keys.auth)),
      told.told,
      own.name,
      'Tomasz Brandt',
    ];
    expect(secrets.filter((secret) => lying.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
    const seed = fromHex(outgoing.sign);
    const files = [
      ...outgoing.files,
      ...Object.values(outgoing.locked).flatMap((part) => [...(part?.grants ?? []), part?.added ?? []].flat()),
    ];
    expect(files.length).toBeGreaterThan(8);
    for (const { bytes } of files)
      expect(await openOne(identityOf(seed), Buffer.from(bytes, 'base64'))).toEqual({ refused: 'wrong-key' });
  });
});

describe('the form beside it', () => {
  test('opens again with its eight words, on any device, and with nothing else', async () => {
    const taking = await newTaking(salt);
    const { keys, reportId } = taking;
    const text = JSON.stringify({ answers: '🙏 what she said', notes: '' });
    const bytes = await sealAgain(taking, text);
    expect(await openAgain(keys, reportId, bytes)).toBe(text);
    expect(await openAgain(await newMailbox(), reportId, bytes)).toBeNull();
    expect(await openAgain(keys, '6'.repeat(32), bytes)).toBeNull();
    const fewer = freshTaking(taking);
    expect(await openAgain(fewer.keys, fewer.reportId, bytes)).toBe(text);
    const bent = Uint8Array.from(bytes);
    bent[bent.length - 40] = (bent[bent.length - 40] ?? 0) ^ 1;
    expect(await openAgain(keys, reportId, bent)).toBeNull();
    expect(await openAgain(keys, reportId, new Uint8Array(0))).toBeNull();
  });

  test('cannot be laid there by somebody who only knows where to', async () => {
    const { keys, reportId } = await newTaking(salt);
    const id = sha256Hex(`recourse/v1/again-of\n${reportId}`).slice(0, 32);
    const to = recipientHash(keys.recipient);
    const binding = {
      org: '',
      stream: `report/${reportId}`,
      id,
      kind: 'again',
      compartment: '',
      epoch: 0,
      to,
      by: keys.sign,
    } as const;
    const forged = async (body: string) => sealTo([keys.recipient], pack(binding, utf8(body), floors.entry));
    expect(await openAgain(keys, reportId, await forged(`${'0'.repeat(128)}\nforged`))).toBeNull();
    expect(await openAgain(keys, reportId, await forged('forged'))).toBeNull();
  });
});

describe('who took it', () => {
  test('signs for this report and this mailbox, and for no other', async () => {
    const { keys, reportId } = await newTaking(salt);
    const sig = signTaken(ana.signer, reportId, keys.sign);
    expect(verifyTaken(sig, reportId, keys.sign, ana.member.sign)).toBe(true);
    expect(verifyTaken(sig, '7'.repeat(32), keys.sign, ana.member.sign)).toBe(false);
    expect(verifyTaken(sig, reportId, kim.member.sign, ana.member.sign)).toBe(false);
    expect(verifyTaken(sig, reportId, keys.sign, kim.member.sign)).toBe(false);
    expect(verifyTaken('', reportId, keys.sign, ana.member.sign)).toBe(false);
  });

  test('is who knows their words: the key that signs comes out of the lock, and nothing that opens', async () => {
    const entropy = newEntropy();
    const { passphrase } = await memberSecrets(entropy, salt);
    const lock = await lockKeyring(ana.keyring, passphrase);
    const found = await signerFrom(lock, entropy, salt, root.public);
    expect(found?.member).toBe('ana');
    expect(found?.signer.public).toBe(ana.member.sign);
    expect(JSON.stringify(found)).not.toContain('AGE-SECRET');
    expect(await signerFrom(lock, newEntropy(), salt, root.public)).toBeNull();
    expect(await signerFrom(lock, entropy, salt, 'ef'.repeat(32))).toBeNull();
    expect(await signerFrom(randomBytes(200), entropy, salt, root.public)).toBeNull();
  });
});
