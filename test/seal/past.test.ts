import { describe, expect, test } from 'vitest';
import { randomBytes, randomHex } from '#seal/digest.ts';
import { signEntry, type FileMade, type Signed } from '#seal/entry.ts';
import { makeAccess, type AccessInput } from '#seal/manifest.ts';
import { newEpoch, sealFile, type EpochKey } from '#seal/seal.ts';
import { openAsking, openGrant, openPast } from '#seal/unseal.ts';
import { acceptedIn, born, bytesOr, fileOf, held, kindIn, now, org, person, rowsOf } from './cast.ts';

const [ana, kim] = [person('ana'), person('kim')];
const stream = `report/${'5'.repeat(32)}` as const;

/** Three epochs, each turned by Ana; Kim is given the last one alone. */
async function threeEpochs() {
  const entries: Signed[] = [];
  const files: FileMade[] = [];
  const keys: EpochKey[] = [];
  for (const epoch of [1, 2, 3]) {
    const epochKey = newEpoch();
    const before = keys.at(-1);
    const input: AccessInput = {
      org,
      stream,
      seq: entries.length,
      prev: entries.at(-1)?.hash ?? '',
      rosterVersion: 1,
      rosterHash: 'ab'.repeat(32),
      at: now,
      signer: ana.signer,
      compartment: 'account',
      epoch,
      epochKey,
      holders: epoch === 3 ? [ana, kim] : [ana],
      prevAccess: entries.at(-1)?.hash ?? '',
      why: epoch === 1 ? 'birth' : 're-keyed',
      ...(before && { past: before.seed }),
    };
    const made = await makeAccess(input);
    entries.push(made.entry);
    files.push(...made.grants, ...(made.past === null ? [] : [made.past]));
    keys.push(epochKey);
  }
  return { entries: held(stream, rowsOf(entries)), files, keys };
}

async function epochOf(
  entry: Parameters<typeof acceptedIn>[0],
  files: readonly FileMade[],
  who = kim,
): Promise<EpochKey> {
  const accepted = acceptedIn(entry);
  const grant = accepted.manifest.holders.find(({ member }) => member === who.member.id)?.grant ?? '';
  const key = await openGrant(who.keyring, accepted, fileOf(files, grant));
  if ('refused' in key) throw new Error(key.refused);
  return key;
}

describe('a newer key opens the older ones', () => {
  test('one after the other, down to the first', async () => {
    const { entries, files, keys } = await threeEpochs();
    const [first, second, third] = entries;
    if (!first || !second || !third) throw new Error('three');
    expect([first, second, third].map(({ header }) => header.size > 0)).toEqual([false, true, true]);
    const newest = await epochOf(third, files);
    const two = await openPast(newest, third, fileOf(files, third.header.file), keys[1]?.recipient ?? '');
    if ('refused' in two) throw new Error(two.refused);
    expect(two.seed).toEqual(keys[1]?.seed);
    const one = await openPast(two, second, fileOf(files, second.header.file), keys[0]?.recipient ?? '');
    expect(one).toMatchObject({ seed: keys[0]?.seed, recipient: keys[0]?.recipient });
  });

  test('and no older key opens a newer one', async () => {
    const { entries, files, keys } = await threeEpochs();
    const third = entries[2];
    const older = keys[1];
    if (!third || !older) throw new Error('three');
    const bytes = fileOf(files, third.header.file);
    expect(await openPast(older, third, bytes, keys[0]?.recipient ?? '')).toEqual({ refused: 'wrong-key' });
    // Even one who says that the file is sealed to the older key.
    const posed = { ...older, recipient: keys[2]?.recipient ?? '' };
    expect(await openPast(posed, third, bytes, keys[1]?.recipient ?? '')).toHaveProperty('refused');
  });

  test('only by the file of the entry that turned it, for the very key before', async () => {
    const { entries, files, keys } = await threeEpochs();
    const [, second, third] = entries;
    if (!second || !third) throw new Error('three');
    const newest = await epochOf(third, files);
    const [mine, other] = [fileOf(files, third.header.file), fileOf(files, second.header.file)];
    const want = keys[1]?.recipient ?? '';
    expect(await openPast(newest, third, other, want)).toEqual({ refused: 'hash' });
    expect(await openPast(newest, third, mine, keys[0]?.recipient ?? '')).toEqual({ refused: 'recipient' });
    expect(await openPast(newest, third, mine, newEpoch().recipient)).toEqual({ refused: 'recipient' });
    for (const at of [0, mine.length >> 1, mine.length - 1])
      expect(await openPast(newest, third, mine.with(at, (mine[at] ?? 0) ^ 1), want)).toEqual({ refused: 'hash' });
  });

  test('another entry’s file is no key, and a first epoch passes none on', async () => {
    const epochKey = newEpoch();
    const base = { org, stream, seq: 0, prev: '', rosterVersion: 1, rosterHash: 'ab'.repeat(32), at: now } as const;
    const draft = { ...base, id: randomHex(16), kind: 'noted', compartment: 'account', epoch: 2, facts: [] } as const;
    const file = await sealFile(draft, ana.signer.public, epochKey.recipient, randomBytes(32));
    const [noted] = held(stream, rowsOf([signEntry(draft, file, ana.signer)]));
    if (noted === undefined) throw new Error('noted');
    expect(await openPast(epochKey, noted, file.bytes, '')).toEqual({ refused: 'not-the-header' });
    const first = {
      ...base,
      signer: ana.signer,
      compartment: 'account',
      epochKey,
      holders: [ana],
      prevAccess: '',
    } as const;
    const passing = (epoch: number, past: Uint8Array) => makeAccess({ ...first, epoch, why: 'birth', past });
    await expect(passing(1, randomBytes(32))).rejects.toThrow('bad-draft');
    await expect(passing(2, randomBytes(31))).rejects.toThrow('bad-draft');
  });
});

describe('what somebody is asked about', () => {
  async function asked() {
    const parties = { v: 1, names: ['Alex'] };
    const { birth, stream: report } = await born(
      { account: [ana] },
      {
        parties,
        readers: { account: [ana.member], identity: [], parties: [kim.member] },
        recipients: new Map([ana, kim].map(({ member, recipient }) => [member.ageHash, recipient])),
      },
    );
    const entries = held(report, rowsOf(birth.report));
    const [access, added] = [kindIn(entries, 'access', 'parties'), kindIn(entries, 'added', 'parties')];
    const line = (hash: string) => {
      const found = birth.report.find((one) => one.hash === hash);
      if (found === undefined) throw new Error('no line');
      return { line: found.line, hsig: found.hsig };
    };
    const grant = birth.grants.find(({ compartment }) => compartment === 'parties');
    if (grant === undefined) throw new Error('no grant');
    const file = fileOf(birth.files, added.header.file);
    return { access: line(access.hash), added: line(added.hash), grant: grant.bytes, file };
  }

  test('opens from two lines of one report, and from no others', async () => {
    const [one, two] = [await asked(), await asked()];
    const opened = await openAsking(kim.keyring, org, one);
    if ('refused' in opened) throw new Error(opened.refused);
    expect(JSON.parse(new TextDecoder().decode(bytesOr(opened.body)))).toEqual({ v: 1, names: ['Alex'] });
    const fails = async (more: Partial<typeof one>, keyring = kim.keyring, of = org) =>
      expect(await openAsking(keyring, of, { ...one, ...more })).toHaveProperty('refused');
    await fails({ added: two.added });
    await fails({ access: two.access });
    await fails({ grant: two.grant });
    await fails({ file: two.file });
    await fails({ access: one.added, added: one.access });
    await fails({ added: { ...one.added, hsig: one.access.hsig } });
    await fails({}, ana.keyring);
    await fails({}, kim.keyring, 'z'.repeat(20));
  });
});
