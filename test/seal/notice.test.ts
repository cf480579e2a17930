import { describe, expect, test } from 'vitest';
import { sealTo } from '#seal/age.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { signEntry, verifyStream, type Draft, type FileMade } from '#seal/entry.ts';
import { floors, pack } from '#seal/packed.ts';
import { isForSoMany, readersHash, sealNotice } from '#seal/seal.ts';
import { openNotice } from '#seal/unseal.ts';
import { now, org, person, type Person } from './cast.ts';

const [rosa, owen, mei, eve] = [person('rosa'), person('owen'), person('mei'), person('eve')];
const body = utf8('{"v":1,"subject":"Room D, 13:30"}');
const hashes = (people: readonly Person[]): readonly string[] => people.map(({ member }) => member.ageHash);
const to = (people: readonly Person[]): readonly string[] => people.map(({ recipient }) => recipient);

const draftOf = (readers: readonly Person[]): Draft => {
  const stream = `notice/${randomHex(16)}` as const;
  const place = {
    org,
    stream,
    seq: 0,
    prev: '',
    id: randomHex(16),
    kind: 'noticed',
    compartment: '',
    epoch: 0,
  } as const;
  const roster = { rosterVersion: 1, rosterHash: 'ab'.repeat(32), at: now } as const;
  const ids = readers.map(({ member }) => member.id).toSorted();
  return {
    ...place,
    ...roster,
    facts: [
      ['for', 'door'],
      ['readers', ids],
    ],
  };
};

function entryOf(draft: Draft, file: FileMade) {
  const { line, hsig } = signEntry(draft, file, rosa.signer);
  const read = verifyStream(draft.stream, org, [{ line, hsig, receivedAt: now }]);
  const [entry] = 'refused' in read ? [] : read.entries;
  return entry ?? expect.fail('no entry');
}

describe('a notice', () => {
  const readers = [rosa, owen, mei];

  test('opens for each of its readers and for nobody else', async () => {
    const draft = draftOf(readers);
    const file = await sealNotice(draft, rosa.member.sign, to(readers), body);
    const entry = entryOf(draft, file);
    for (const { keyring } of readers)
      expect(await openNotice(keyring, entry, hashes(readers), file.bytes)).toEqual(body);
    expect(await openNotice(eve.keyring, entry, hashes(readers), file.bytes)).toEqual({ refused: 'wrong-key' });
    expect(isForSoMany(file.bytes, 3)).toBe(true);
    for (const wrong of [0, 1, 2, 4, 65]) expect(isForSoMany(file.bytes, wrong)).toBe(false);
  });

  test('is opened by nobody where its header names others than it is sealed to', async () => {
    const draft = draftOf(readers);
    const file = await sealNotice(draft, rosa.member.sign, to([...readers, eve]), body);
    const entry = entryOf(draft, file);
    expect(await openNotice(owen.keyring, entry, hashes(readers), file.bytes)).toEqual({ refused: 'wrong-key' });
    const lying = entryOf(draft, { ...file, to: readersHash(hashes(readers)) });
    expect(await openNotice(owen.keyring, lying, hashes(readers), file.bytes)).toEqual({ refused: 'bad-file' });
  });

  test('is not opened under another line, or by another author', async () => {
    const draft = draftOf(readers);
    const file = await sealNotice(draft, rosa.member.sign, to(readers), body);
    const other = entryOf(draftOf(readers), file);
    expect(await openNotice(owen.keyring, other, hashes(readers), file.bytes)).toEqual({ refused: 'not-the-header' });
    const theirs = await sealNotice(draft, eve.member.sign, to(readers), body);
    const claimed = entryOf(draft, theirs);
    expect(await openNotice(owen.keyring, claimed, hashes(readers), theirs.bytes)).toEqual({
      refused: 'not-the-header',
    });
  });

  test('is not opened altered, nor with something behind it', async () => {
    const draft = draftOf(readers);
    const binding = {
      ...draft,
      compartment: '' as const,
      epoch: 0,
      to: readersHash(hashes(readers)),
      by: rosa.member.sign,
    };
    const plain = pack(binding, body, floors.entry);
    plain[plain.length - 1] = 1;
    const bytes = await sealTo(to(readers), plain);
    const entry = entryOf(draft, { bytes, hash: sha256Hex(bytes), size: bytes.length, to: binding.to });
    expect(await openNotice(owen.keyring, entry, hashes(readers), bytes)).toEqual({ refused: 'bad-file' });
    const changed = bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1);
    expect(await openNotice(owen.keyring, entry, hashes(readers), changed)).toEqual({ refused: 'hash' });
  });

  test('is sealed to no reader twice, to nobody, and to no more than can be read', async () => {
    const draft = draftOf(readers);
    for (const recipients of [[], to([rosa, rosa]), Array.from({ length: 65 }, () => person('x').recipient)])
      await expect(sealNotice(draft, rosa.member.sign, recipients, body)).rejects.toThrow(/bad-recipient/u);
  });
});
