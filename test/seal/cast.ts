import type { Header, Stream, Verified } from '#domain/record/header.ts';
import { acceptedOf, type Accepted } from '#domain/record/manifest.ts';
import type { Right, Roster, RosterMember } from '#domain/team/roster.ts';
import { sealBirth, type Birth, type BirthInput } from '#seal/birth.ts';
import { randomBytes, randomHex } from '#seal/digest.ts';
import { signerOf, verifyStream, type Draft, type FileMade, type Signer } from '#seal/entry.ts';
import { newKeyring, newRoot, type Keyring } from '#seal/keyring.ts';
import { fingerprintOf } from '#seal/roster.ts';
import { signerOfKeyring } from '#seal/keyring.ts';
import { mailboxKeys, newEntropy, type MailboxKeys } from '#seal/words.ts';
import type { SignedEntry, StoredEntry } from '#wire/entry.ts';

/** People with real keys, and short ways to make what a server would store. */
export interface Person {
  readonly keyring: Keyring;
  readonly recipient: string;
  readonly member: RosterMember;
  readonly signer: Signer;
}

export const now = 1_800_000_000_000;
export const day = 86_400_000;
export const salt = '0f'.repeat(16);
export const root = newRoot();
export const org = fingerprintOf(root.public);
/** The server's own key: it signs arrivals and reads nothing. */
export const server = signerOf(randomBytes(32));

export function person(id: string, rights: readonly Right[] = []): Person {
  const { keyring, recipient, ageHash, sign } = newKeyring(id, root.public);
  const until = now + 300 * day;
  const member = { id, name: id, ageHash, sign, roles: [], rights, until, suspended: false };
  return { keyring, recipient, member, signer: signerOfKeyring(keyring) };
}

export const steward = (id: string): Person => person(id, ['steward']);

export function rosterOf(members: readonly RosterMember[], more: Partial<Roster> = {}): Roster {
  return { version: 1, previous: '', time: now, salt, sealingKeys: [server.public], members, ...more };
}

export const newMailbox = (): Promise<MailboxKeys> => mailboxKeys(newEntropy(), salt);
export const mailboxSigner = (keys: MailboxKeys): Signer => signerOf(keys.signSeed);

/** A report told by `mailbox` to `account` and `identity`; everything else as usual. */
export async function born(
  readers: { readonly account: readonly Person[]; readonly identity?: readonly Person[] },
  more: Partial<BirthInput> = {},
): Promise<{ readonly birth: Birth; readonly mailbox: MailboxKeys; readonly stream: Stream }> {
  const mailbox = more.mailbox ?? (await newMailbox());
  const everybody = [...readers.account, ...(readers.identity ?? [])];
  const reportId = more.reportId ?? randomHex(16);
  const birth = await sealBirth({
    org,
    rosterVersion: 1,
    rosterHash: 'ab'.repeat(32),
    edition: 'harbor-2027',
    procedureVersion: '1',
    at: now,
    reportId,
    mailbox,
    signer: mailboxSigner(mailbox),
    rootPublic: root.public,
    facts: { channel: 'web', ongoing: 'no', reachable: 'yes', narrow: false },
    account: { told: 'what happened' },
    identity: readers.identity === undefined ? null : { name: 'Alex' },
    readers: {
      account: readers.account.map((reader) => reader.member),
      identity: (readers.identity ?? []).map((reader) => reader.member),
    },
    recipients: new Map(everybody.map(({ member, recipient }) => [member.ageHash, recipient])),
    barred: [],
    leftOut: [],
    files: [],
    ...more,
  });
  return { birth, mailbox, stream: `report/${reportId}` };
}

export const rowsOf = (entries: readonly SignedEntry[]): StoredEntry[] =>
  entries.map(({ line, hsig }, i) => ({ line, hsig, receivedAt: now + i }));

/** The entries of a stream that holds; throws with the refusal otherwise. */
export function held(stream: Stream, rows: readonly StoredEntry[]): readonly Verified[] {
  const checked = verifyStream(stream, org, rows);
  if ('refused' in checked) throw new Error(`${checked.refused} at ${checked.at}`);
  return checked.entries;
}

/** What `openGrant` asks for: the manifest with the header that carries it. */
export function acceptedIn(entry: Verified): Accepted & { readonly header: Header } {
  const accepted = acceptedOf(entry);
  if (accepted === null) throw new Error('no manifest');
  return { ...accepted, header: entry.header };
}

export const kindIn = (entries: readonly Verified[], kind: string, compartment: string): Verified => {
  const found = entries.find(({ header }) => header.kind === kind && header.compartment === compartment);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
};

export function fileOf(files: readonly FileMade[], hash: string): Uint8Array {
  const found = files.find((file) => file.hash === hash);
  if (found === undefined) throw new Error('no such file');
  return found.bytes;
}

export const bytesOr = (opened: unknown): Uint8Array => {
  if (opened instanceof Uint8Array) return opened;
  throw new Error(JSON.stringify(opened));
};

export function draft(more: Partial<Draft> = {}): Draft {
  return {
    org,
    stream: `report/${'5'.repeat(32)}`,
    seq: 0,
    prev: '',
    id: randomHex(16),
    kind: 'added',
    compartment: 'account',
    epoch: 1,
    rosterVersion: 1,
    rosterHash: 'ab'.repeat(32),
    at: now,
    facts: [],
    ...more,
  };
}
