import type { Facts, Stream } from '#domain/record/header.ts';
import { factsOf, type Why } from '#domain/record/manifest.ts';
import type { Roster, RosterMember } from '#domain/team/roster.ts';
import { identityOf, recipientHash, recipientOf } from '#seal/age.ts';
import { fromHex, sha256Hex, toHex } from '#seal/digest.ts';
import { signEntry, signerOf, type Draft, type Signed } from '#seal/entry.ts';
import { rootSheet } from '#seal/keyring.ts';
import { lists } from '#seal/lists/all.ts';
import { moveMailbox } from '#seal/mailbox.ts';
import { floors, pack, type Binding } from '#seal/packed.ts';
import { enrolmentMac, fingerprintOf, hashNote, signNote } from '#seal/roster.ts';
import { bearerHash, entropyFromToken, mailboxKeys, memberSecrets, reportIdOf, wordsOf } from '#seal/words.ts';

/**
 * The deterministic half of sealing, made again from fixed seeds. `scripts/vectors.ts` writes what this gives to
 * `test/vectors/seal-v1.json`; the tests compare, in Node and (bundled: nothing here needs Node) in a browser.
 */
export interface Seeds {
  readonly salt: string;
  readonly token: string;
  readonly entropies: readonly string[];
  readonly root: string;
  readonly sealing: string;
  readonly invite: string;
  readonly time: number;
  readonly members: readonly {
    readonly id: string;
    readonly name: string;
    readonly age: string;
    readonly sign: string;
  }[];
}

export const bodyLengths = [0, 1, 4095, 4096, 100_001] as const;

/** Byte `i` of the body of length `length`. */
export const bodyOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);

const day = 86_400_000;
const line = ({ line: text, hash, hsig }: Signed) => ({ line: text, hash, hsig });

async function words(seeds: Seeds) {
  return Promise.all(
    seeds.entropies.map(async (entropy) => {
      const bytes = fromHex(entropy);
      const { id, auth, identity, recipient, sign } = await mailboxKeys(bytes, seeds.salt);
      return {
        entropy,
        lists: Object.fromEntries(lists.map((list) => [list.id, wordsOf(bytes, list).join(' ')])),
        mailbox: { id, auth, bearer: bearerHash(auth), identity, recipientHash: recipientHash(recipient), sign },
        member: await memberSecrets(bytes, seeds.salt),
      };
    }),
  );
}

function membersOf(seeds: Seeds): readonly RosterMember[] {
  return seeds.members.map(({ id, name, age, sign }) => ({
    id,
    name,
    ageHash: recipientHash(recipientOf(fromHex(age))),
    sign: signerOf(fromHex(sign)).public,
    roles: [['harbor-2027', id === 'sam' ? 'responder' : 'lead']],
    rights: id === 'sam' ? [] : ['steward'],
    until: seeds.time + 300 * day,
    suspended: false,
  }));
}

/** v1 by the root, v2 a second steward by the first, v3 a member by both, v4 a suspension by one. */
function rosters(seeds: Seeds) {
  const [ana, kim, sam] = membersOf(seeds) as [RosterMember, RosterMember, RosterMember];
  const signers = new Map([
    ['root', signerOf(fromHex(seeds.root))],
    ...seeds.members.map((m) => [m.id, signerOf(fromHex(m.sign))] as const),
  ]);
  const steps: readonly (readonly [readonly RosterMember[], readonly string[]])[] = [
    [[ana], ['root']],
    [[ana, kim], ['ana']],
    [
      [ana, kim, sam],
      ['ana', 'kim'],
    ],
    [[ana, kim, { ...sam, suspended: true }], ['kim']],
  ];
  const notes: { readonly note: string; readonly hash: string }[] = [];
  for (const [i, [members, by]] of steps.entries()) {
    const roster: Roster = {
      version: i + 1,
      previous: notes.at(-1)?.hash ?? '',
      time: seeds.time + i * day,
      salt: seeds.salt,
      sealingKeys: [signerOf(fromHex(seeds.sealing)).public],
      members,
    };
    const note = signNote(
      roster,
      by.map((name) => ({ name, signer: signers.get(name) ?? signerOf(fromHex(seeds.root)) })),
    );
    notes.push({ note, hash: hashNote(note) });
  }
  return notes;
}

/** One `reported` and the manifests after it: birth by the mailbox key, one more holder by a member, a turned epoch. */
async function entries(seeds: Seeds, org: string, roster: { readonly hash: string }) {
  const mailbox = await mailboxKeys(fromHex(seeds.entropies[0] ?? ''), seeds.salt);
  const reporter = signerOf(mailbox.signSeed);
  const members = membersOf(seeds);
  const ana = signerOf(fromHex(seeds.members[0]?.sign ?? ''));
  const stream: Stream = `report/${reportIdOf(seeds.token)}`;
  const made: Signed[] = [];
  const draft = (kind: string, epoch: number, facts: Facts): Draft => ({
    org,
    stream,
    kind,
    epoch,
    facts,
    compartment: 'account',
    rosterVersion: 3,
    rosterHash: roster.hash,
    seq: made.length,
    prev: made.at(-1)?.hash ?? '',
    id: sha256Hex(`entry ${made.length}`).slice(0, 32),
    at: seeds.time + 5 * day + made.length,
  });
  const recipients = ['one', 'two'].map((name) => recipientOf(fromHex(sha256Hex(`epoch ${name}`))));
  const access = (epoch: number, holders: readonly RosterMember[], prevAccess: string, why: Why): Draft => {
    const granted = holders.map(({ id, ageHash, sign }) => {
      return { member: id, ageHash, sign, grant: sha256Hex(`grant ${epoch} ${id}`) };
    });
    const recipient = recipients[epoch - 1] ?? '';
    return draft(
      'access',
      epoch,
      factsOf({ compartment: 'account', epoch, recipient, holders: granted, prevAccess, why }),
    );
  };
  const told = draft('reported', 1, [
    ['channel', 'web'],
    ['ongoing', 'unsure'],
    ['reachable', 'yes — “später” \u{1F511}'],
  ]);
  const file = { bytes: new Uint8Array(), hash: sha256Hex('file'), size: 5000, to: recipientHash(recipients[0] ?? '') };
  made.push(signEntry(told, file, reporter));
  made.push(signEntry(access(1, members.slice(0, 1), '', 'birth'), null, reporter));
  made.push(signEntry(access(1, members.slice(0, 2), made[1]?.hash ?? '', 'introduced'), null, ana));
  made.push(signEntry(access(2, members.slice(1, 3), made[2]?.hash ?? '', 'stepped-aside'), null, ana));
  return {
    chain: made.map(line),
    binding: { org, stream, id: told.id, kind: 'reported', by: reporter.public, to: file.to },
  };
}

function packed(binding: Binding) {
  const files = bodyLengths.map((length) => {
    const bytes = pack(binding, bodyOf(length), floors.entry);
    return { length, total: bytes.length, sha256: sha256Hex(bytes) };
  });
  const grant = pack({ ...binding, kind: 'grant' }, bodyOf(32), floors.grant);
  return { binding, files, grant: { total: grant.length, sha256: sha256Hex(grant) } };
}

async function move(seeds: Seeds, org: string) {
  const [from, to] = await Promise.all(seeds.entropies.slice(0, 2).map((e) => mailboxKeys(fromHex(e), seeds.salt)));
  if (from === undefined || to === undefined) throw new Error('two entropies are needed');
  const report = reportIdOf(seeds.token);
  const common = { org, rosterVersion: 1, rosterHash: '', at: seeds.time };
  const selfNote = {
    v: 1,
    edition: '',
    report,
    hash: '',
    root: '',
    ...common,
    account: { epoch: 1, recipient: '' },
  } as const;
  const note = { ...selfNote, members: [], leftOut: [], procedureVersion: '' };
  const { moved } = await moveMailbox({ from, to, ...common, report, selfNote: note, messages: [] });
  const fact = (key: string) => moved.header.facts.find(([name]) => name === key)?.[1];
  return { from: fact('from'), to: fact('to'), key: fact('key'), proof: fact('proof') };
}

export async function remake(seeds: Seeds) {
  const root = signerOf(fromHex(seeds.root));
  const org = fingerprintOf(root.public);
  const roster = rosters(seeds);
  const { chain, binding } = await entries(seeds, org, roster[2] ?? { hash: '' });
  const kim = membersOf(seeds)[1] as RosterMember;
  return {
    seeds,
    token: { entropy: toHex(entropyFromToken(seeds.token)), reportId: reportIdOf(seeds.token) },
    words: await words(seeds),
    root: { public: root.public, org, sheet: rootSheet(root.seed) },
    identities: seeds.members.map((m) => ({ id: m.id, identity: identityOf(fromHex(m.age)) })),
    roster,
    entries: chain,
    packed: packed({ ...binding, compartment: 'account', epoch: 1 }),
    move: await move(seeds, org),
    enrolment: enrolmentMac(fromHex(seeds.invite), kim.id, kim.ageHash, kim.sign),
  };
}

export type Vectors = Awaited<ReturnType<typeof remake>>;

/** Paths in `vectors` at which this platform makes something else of the same seeds. Empty: all of them hold. */
export async function checkVectors(vectors: Vectors): Promise<readonly string[]> {
  const differences: string[] = [];
  const compare = (wanted: unknown, made: unknown, path: string): void => {
    if (typeof wanted !== 'object' || wanted === null || typeof made !== 'object' || made === null) {
      if (wanted !== made) differences.push(path);
      return;
    }
    const [a, b] = [new Map(Object.entries(wanted)), new Map(Object.entries(made))];
    for (const key of new Set([...a.keys(), ...b.keys()])) compare(a.get(key), b.get(key), `${path}/${key}`);
  };
  compare(vectors, await remake(vectors.seeds), '');
  return differences;
}
