import { describe, expect, test } from 'vitest';
import type { Facts, Header, Verified } from '#domain/record/header.ts';
import { factsOf, manifestOf, type Holder, type Manifest } from '#domain/record/manifest.ts';
import { sealTo } from '#seal/age.ts';
import { randomBytes, sha256Hex, toHex, utf8 } from '#seal/digest.ts';
import { signEntry, verifyEntry, type Draft, type FileMade, type Signed } from '#seal/entry.ts';
import { makeAccess, type AccessInput } from '#seal/manifest.ts';
import { floors, pack, type Binding } from '#seal/packed.ts';
import { enrolmentMac, sealInvitation } from '#seal/roster.ts';
import { newEpoch, sealFile, sealGrant } from '#seal/seal.ts';
import { openFile, openGrant, openInvitation, openState, sealState } from '#seal/unseal.ts';
import { acceptedIn, draft, held, now, org, person, rowsOf, server, type Person } from './cast.ts';

const [ana, kim, eve] = [person('ana'), person('kim'), person('eve')];
const stream = draft().stream;
const key = newEpoch();

function accessInput(holders: readonly Person[], more: Partial<AccessInput> = {}): AccessInput {
  const { rosterVersion, rosterHash, at } = draft();
  const place = { org, stream, seq: 0, prev: '', rosterVersion, rosterHash, at };
  const sealed = {
    signer: ana.signer,
    compartment: 'account',
    epoch: 1,
    epochKey: key,
    prevAccess: '',
    why: 'birth',
  } as const;
  return { ...place, ...sealed, holders: holders.map(({ member, recipient }) => ({ member, recipient })), ...more };
}

const only = (entry: Signed): Verified => {
  const [verified] = held(entry.header.stream, rowsOf([entry]));
  if (verified === undefined) throw new Error('no entry');
  return verified;
};
const opens = (who: Person, entry: Signed, grant: Uint8Array) => openGrant(who.keyring, acceptedIn(only(entry)), grant);
const grantOf = (grants: readonly (FileMade & { readonly member: string })[], who: Person): FileMade => {
  const found = grants.find(({ member }) => member === who.member.id);
  if (found === undefined) throw new Error('no grant');
  return found;
};

/** A manifest signed by ana that lists what it is told to: what an insider or a patched desk could make. */
function listing(
  holders: readonly Holder[],
  more: Partial<Manifest> = {},
  by = ana.signer,
  made: Partial<Draft> = {},
): Signed {
  const manifest: Manifest = {
    compartment: 'account',
    epoch: 1,
    recipient: key.recipient,
    holders,
    prevAccess: '',
    why: 'birth',
    ...more,
  };
  const { compartment, epoch } = manifest;
  return signEntry(draft({ kind: 'access', compartment, epoch, facts: factsOf(manifest), ...made }), null, by);
}
const listed = ({ member }: Person, grant: string): Holder => ({
  member: member.id,
  ageHash: member.ageHash,
  sign: member.sign,
  grant,
});

describe('a grant', () => {
  test('opens for whom the manifest lists, and gives the key of its recipient', async () => {
    const { entry, grants } = await makeAccess(accessInput([ana, kim]));
    for (const who of [ana, kim])
      expect(await opens(who, entry, grantOf(grants, who).bytes)).toEqual({ ...key, seed: key.seed });
    expect(new Set(grants.map(({ size }) => size)).size).toBe(1);
    expect(manifestOf(entry.header)?.holders.map(({ member }) => member)).toEqual(['ana', 'kim']);
  });

  test('of somebody else, or that nobody lists: not used', async () => {
    const { entry, grants } = await makeAccess(accessInput([ana, kim]));
    expect(await opens(eve, entry, grantOf(grants, kim).bytes)).toEqual({ refused: 'not-listed' });
    expect(await opens(kim, entry, grantOf(grants, ana).bytes)).toEqual({ refused: 'hash' });
    const again = await makeAccess(accessInput([kim]));
    expect(await opens(kim, entry, grantOf(again.grants, kim).bytes)).toEqual({ refused: 'hash' });
  });

  test('listed for somebody of the same id but other keys: not used', async () => {
    const other = person('kim');
    const { entry, grants } = await makeAccess(accessInput([other]));
    expect(await opens(kim, entry, grantOf(grants, other).bytes)).toEqual({ refused: 'not-listed' });
    const halfSwapped = { ...listed(kim, grants[0]?.hash ?? ''), sign: eve.member.sign };
    expect(await opens(kim, listing([halfSwapped]), grantOf(grants, other).bytes)).toEqual({ refused: 'not-listed' });
  });

  test('re-addressed, from one manifest into another: refused by what stands inside', async () => {
    const { entry, grants } = await makeAccess(accessInput([kim]));
    const grant = grantOf(grants, kim);
    const holder = listed(kim, grant.hash);
    const { id } = entry.header;
    const bound: Record<string, Signed> = {
      'another entry': listing([holder]),
      'another epoch': listing([holder], { epoch: 2 }, ana.signer, { id }),
      'another compartment': listing([holder], { compartment: 'identity' }, ana.signer, { id }),
      'another author': listing([holder], {}, eve.signer, { id }),
    };
    for (const [what, forged] of Object.entries(bound))
      expect(await opens(kim, forged, grant.bytes), what).toEqual({ refused: 'not-the-header' });
    expect(await opens(kim, listing([holder], {}, ana.signer, { id }), grant.bytes)).toHaveProperty('seed');
    const moved = listing([holder], {}, ana.signer, { id, stream: 'incident/1' });
    expect(await opens(kim, moved, grant.bytes)).toEqual({ refused: 'not-the-header' });
  });

  test('whose seed is not the key everything is sealed to: refused, never a fall back', async () => {
    const made = draft({ kind: 'access' });
    const holder = { member: 'kim', recipient: kim.recipient };
    const wrong = await sealGrant(made, ana.member.sign, newEpoch().seed, holder);
    const forged = listing([listed(kim, wrong.hash)], {}, ana.signer, { id: made.id });
    expect(await opens(kim, forged, wrong.bytes)).toEqual({ refused: 'recipient' });
  });

  test('sealed to somebody else, holding no seed, or with a second reader: refused', async () => {
    const made = draft({ kind: 'access' });
    const { id, epoch, compartment } = made;
    const binding: Binding = {
      org,
      stream,
      id,
      epoch,
      compartment,
      kind: 'grant',
      to: kim.member.ageHash,
      by: ana.member.sign,
    };
    const tried = async (bytes: Uint8Array) =>
      opens(kim, listing([listed(kim, sha256Hex(bytes))], {}, ana.signer, { id }), bytes);
    const plain = pack(binding, key.seed, floors.grant);
    expect(await tried(await sealTo([kim.recipient], plain))).toHaveProperty('seed');
    expect(await tried(await sealTo([eve.recipient], plain))).toEqual({ refused: 'wrong-key' });
    expect(await tried(await sealTo([kim.recipient, eve.recipient], plain))).toEqual({ refused: 'bad-file' });
    const short = pack(binding, key.seed.subarray(1), floors.grant);
    expect(await tried(await sealTo([kim.recipient], short))).toEqual({ refused: 'bad-file' });
    const asEntry = pack({ ...binding, kind: 'access' }, key.seed, floors.grant);
    expect(await tried(await sealTo([kim.recipient], asEntry))).toEqual({ refused: 'not-the-header' });
    const asLarge = pack(binding, key.seed, floors.entry);
    expect(await tried(await sealTo([kim.recipient], asLarge))).toEqual({ refused: 'bad-file' });
    expect(await tried(utf8('no file'))).toEqual({ refused: 'bad-file' });
  });

  test('of an entry that is no manifest: not used', async () => {
    const { entry, grants } = await makeAccess(accessInput([kim]));
    const accepted = acceptedIn(only(entry));
    const header: Header = { ...accepted.header, kind: 'noted' };
    expect(await openGrant(kim.keyring, { ...accepted, header }, grantOf(grants, kim).bytes)).toEqual({
      refused: 'not-listed',
    });
  });
});

describe('a manifest', () => {
  test('with a key that is not the roster’s: stops before anything is sealed (a server that swaps keys)', async () => {
    const swapped = [{ member: kim.member, recipient: eve.recipient }];
    await expect(makeAccess(accessInput([], { holders: swapped }))).rejects.toThrow('recipient-mismatch');
  });

  test('for nobody, with a seed of another key, or with a member twice: stops', async () => {
    await expect(makeAccess(accessInput([]))).rejects.toThrow('no-readers');
    const mixed = { seed: newEpoch().seed, recipient: key.recipient };
    await expect(makeAccess(accessInput([ana], { epochKey: mixed }))).rejects.toThrow('bad-epoch-key');
    await expect(makeAccess(accessInput([ana, ana]))).rejects.toThrow('bad-draft');
  });

  test('with facts edited on the way: another signature is needed', async () => {
    const { entry } = await makeAccess(accessInput([ana, kim]));
    const without = entry.header.facts.map(([name, value]) => [name, name === 'members' ? [value] : value]);
    const { line } = signEntry({ ...entry.header, facts: without as unknown as Facts }, null, ana.signer);
    expect(verifyEntry({ line, hsig: entry.hsig })).toEqual({ refused: 'bad-signature' });
  });

  test('planted by somebody it does not list carries their name, whatever it grants', async () => {
    const planted = await makeAccess(
      accessInput([kim], { signer: eve.signer, epoch: 2, prevAccess: 'a'.repeat(64), why: 'widened' }),
    );
    // The grant fits: whether eve may author it is for the rules of promises to refuse, and they see who did.
    expect(only(planted.entry).header.by).toBe(eve.member.sign);
    const disguised = planted.entry.line.replace(eve.member.sign, ana.member.sign);
    expect(verifyEntry({ line: disguised, hsig: planted.entry.hsig })).toEqual({ refused: 'bad-signature' });
  });
});

test('a message re-addressed, laid under another entry of the same author: refused', async () => {
  const body = utf8('for the first incident only');
  const made = draft();
  const file = await sealFile(made, ana.member.sign, key.recipient, body);
  const fair = only(signEntry(made, file, ana.signer));
  expect(await openFile(key.identity, key.recipient, fair, file.bytes)).toEqual(body);
  const elsewhere: Partial<Draft>[] = [
    {},
    { id: made.id, stream: 'incident/1' },
    { id: made.id, epoch: 2 },
    { id: made.id, kind: 'attached' },
  ];
  for (const more of elsewhere) {
    const readdressed = only(signEntry(draft(more), file, ana.signer));
    expect(await openFile(key.identity, key.recipient, readdressed, file.bytes)).toEqual({ refused: 'not-the-header' });
  }
  const stolen = only(signEntry(made, file, eve.signer));
  expect(await openFile(key.identity, key.recipient, stolen, file.bytes)).toEqual({ refused: 'not-the-header' });
});

describe('enrolment', () => {
  const secret = randomBytes(16);
  const stewards = [person('s1', ['steward']), person('s2', ['steward'])];
  const mac = enrolmentMac(secret, 'kim', kim.recipient, kim.member.sign);

  test('ties the keys to who held the link: swapped on the way, the code no longer fits', () => {
    expect(enrolmentMac(secret, 'kim', kim.member.ageHash, kim.member.sign)).toBe(mac);
    const swapped = [
      enrolmentMac(secret, 'kim', eve.member.ageHash, kim.member.sign),
      enrolmentMac(secret, 'kim', kim.member.ageHash, eve.member.sign),
      enrolmentMac(secret, 'eve', kim.member.ageHash, kim.member.sign),
      enrolmentMac(randomBytes(16), 'kim', kim.member.ageHash, kim.member.sign),
    ];
    for (const other of swapped) expect(other).not.toBe(mac);
    expect(mac).toMatch(/^[0-9a-f]{64}$/u);
  });

  test('its secret is one file for every steward, and for nobody else', async () => {
    const sealed = await sealInvitation(secret, stewards);
    for (const { keyring } of stewards) expect(await openInvitation(keyring, sealed)).toEqual(secret);
    expect(await openInvitation(eve.keyring, sealed)).toBe(null);
    expect(
      await openInvitation(stewards[0]?.keyring ?? eve.keyring, sealed.with(1600, sealed[1600] === 65 ? 66 : 65)),
    ).toBe(null);
    expect(await openInvitation(eve.keyring, utf8('no file'))).toBe(null);
    await expect(sealInvitation(secret, [])).rejects.toThrow('bad-recipient');
    expect(toHex(sealed)).not.toContain(toHex(secret));
  });
});

describe('what a member has seen', () => {
  const state = { roster: 3, heads: { [stream]: 'a'.repeat(64) } };

  test('comes back to them alone, under its own counter and organisation', async () => {
    const row = await sealState(kim.keyring, 7, state, org);
    expect(await openState(kim.keyring, org, row)).toEqual(state);
    expect(await openState(eve.keyring, org, row)).toBe(null);
    expect(await openState(kim.keyring, org, { ...row, counter: 8 })).toBe(null);
    expect(await openState(kim.keyring, 'zzzzzzzzzzzzzzzzzzzz', row)).toBe(null);
    expect(await openState(kim.keyring, org, { ...row, bytes: utf8('no file') })).toBe(null);
  });

  test('cannot be written by a server that knows the recipient', async () => {
    const body = (text: string) => {
      const id = sha256Hex('member/kim').slice(0, 32);
      const own = { org, stream: 'member/kim', id, kind: 'state', compartment: '', epoch: 7 } as const;
      return pack({ ...own, to: kim.member.ageHash, by: kim.member.sign }, utf8(text), floors.entry);
    };
    for (const text of [`${'0'.repeat(128)}\n{}`, '{}', '']) {
      const bytes = await sealTo([kim.recipient], body(text));
      expect(await openState(kim.keyring, org, { counter: 7, bytes })).toBe(null);
    }
  });
});

test('a sealing key signs arrivals and nothing it could read', async () => {
  const { entry, grants } = await makeAccess(accessInput([kim], { signer: server }));
  expect(entry.header.by).toBe(server.public);
  expect(entry.header.at).toBe(now);
  expect(await opens(eve, entry, grantOf(grants, kim).bytes)).toEqual({ refused: 'not-listed' });
});
