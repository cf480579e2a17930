import type { Compartment, Facts, Stream } from '#domain/record/header.ts';
import type { Manifest } from '#domain/record/manifest.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import type { SelfNote } from '#wire/bodies.ts';
import { attachmentBody, type Attachment } from './attachment.ts';
import { randomHex, utf8 } from './digest.ts';
import { signEntry, type Draft, type FileMade, type Signed, type Signer } from './entry.ts';
import { SealError } from './error.ts';
import { makeAccess } from './manifest.ts';
import { newEpoch, sealFile, type EpochKey } from './seal.ts';
import { signerOf } from './sign.ts';
import type { MailboxKeys } from './words.ts';

export interface BirthInput {
  readonly org: string;
  readonly rosterVersion: number;
  readonly rosterHash: string;
  readonly edition: string;
  readonly procedureVersion: string;
  /** The author's clock, ms. */
  readonly at: number;
  /** `reportIdOf(token)` */
  readonly reportId: string;
  readonly mailbox: MailboxKeys;
  /** The mailbox key, or the server's sealing key for what arrived in clear. The self-note is the mailbox key's. */
  readonly signer: Signer;
  /** Hex. */
  readonly rootPublic: string;
  readonly facts: {
    readonly channel: string;
    readonly ongoing: string;
    readonly reachable: string;
    readonly narrow: boolean;
  };
  /** JSON: what was told. */
  readonly account: unknown;
  /** JSON: name and contact; null when nothing was given (then no such compartment is made). */
  readonly identity: unknown;
  /** JSON: the names in it, for whom the procedure asks first; absent or null when there is nothing or nobody to ask. */
  readonly parties?: unknown;
  readonly readers: {
    readonly account: readonly RosterMember[];
    readonly identity: readonly RosterMember[];
    readonly parties?: readonly RosterMember[];
  };
  /** age recipient by its hash, as fetched; each is checked against the roster. */
  readonly recipients: ReadonlyMap<string, string>;
  /** Member ids that are kept apart: left out by the reporter, or named and not yet released. */
  readonly barred: readonly string[];
  /** Those of them whom the reporter left out. */
  readonly leftOut: readonly string[];
  /** `to`: for the readers of the identity alone; only where there is one. */
  readonly files: readonly (Attachment & { readonly to?: 'identity' })[];
}

export interface GrantMade extends FileMade {
  readonly stream: Stream;
  readonly compartment: Manifest['compartment'];
  readonly epoch: number;
  readonly member: string;
}

export interface Birth {
  /**
   * `reported`, `barred`*, `access` account, (`access` identity, `added` identity), (`access` parties, `added` parties),
   * `attached`*; chained from seq 0.
   */
  readonly report: readonly Signed[];
  /** `mailbox/<id>` seq 0. */
  readonly selfNote: Signed;
  /** Files of the entries above, the self-note's included. */
  readonly files: readonly FileMade[];
  readonly grants: readonly GrantMade[];
}

type Opening = Omit<Draft, 'seq' | 'prev'>;

function holdersOf(readers: readonly RosterMember[], recipients: BirthInput['recipients']) {
  return readers.map((member) => {
    const recipient = recipients.get(member.ageHash);
    if (recipient === undefined) throw new SealError('recipient-missing', member.id);
    return { member, recipient };
  });
}

/**
 * [Note: A birth]
 * One report, sealed so that its first readers are exactly `readers`: a fresh key for each compartment, a grant of it
 * to each reader, and nothing else that opens it. The keys are forgotten on return; not even the sender can open the
 * report again, only the conversation in the mailbox. All of it is one batch that the server takes or refuses whole.
 * Sealing needs no place in the stream, so everything is sealed side by side and only signing goes in order.
 *
 * Throws `SealError`: `no-readers`, `recipient-missing`, `recipient-mismatch` (a fetched key is not the roster's).
 */
export async function sealBirth(input: BirthInput): Promise<Birth> {
  const { org, rosterVersion, rosterHash, at, signer } = input;
  const stream: Stream = `report/${input.reportId}`;
  if (input.readers.account.length === 0) throw new SealError('no-readers', 'account');
  const accountKey = newEpoch();
  const identityKey = input.identity === null ? null : newEpoch();
  const asked = input.readers.parties ?? [];
  const partiesKey = asked.length === 0 || (input.parties ?? null) === null ? null : newEpoch();
  const common = { org, stream, rosterVersion, rosterHash, at };
  const opening = (kind: string, compartment: Compartment, facts: Facts = []): Opening => {
    return { ...common, id: randomHex(16), kind, compartment, epoch: compartment === '' ? 0 : 1, facts };
  };
  const sealed = async (draft: Opening, key: EpochKey, body: Uint8Array): Promise<[Opening, FileMade]> => {
    return [draft, await sealFile({ ...draft, seq: 0, prev: '' }, signer.public, key.recipient, body)];
  };
  const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value));

  const [reported, added, parties, attached] = await Promise.all([
    sealed(opening('reported', 'account', bornFacts(input.facts)), accountKey, json(input.account)),
    identityKey && sealed(opening('added', 'identity'), identityKey, json(input.identity)),
    partiesKey && sealed(opening('added', 'parties'), partiesKey, json(input.parties)),
    Promise.all(
      input.files.map((file) =>
        sealed(opening('attached', file.to ?? 'account'), (file.to && identityKey) ?? accountKey, attachmentBody(file)),
      ),
    ),
  ]);

  const report: Signed[] = [];
  const grants: GrantMade[] = [];
  const place = () => ({ seq: report.length, prev: report.at(-1)?.hash ?? '' });
  const sign = (draft: Opening, file: FileMade | null) =>
    report.push(signEntry({ ...draft, ...place() }, file, signer));
  const give = async (compartment: 'account' | 'identity' | 'parties', epochKey: EpochKey): Promise<void> => {
    const holders = holdersOf(input.readers[compartment] ?? [], input.recipients);
    const born = { ...common, ...place(), signer, compartment, epoch: 1, prevAccess: '', why: 'birth' } as const;
    const made = await makeAccess({ ...born, epochKey, holders });
    report.push(made.entry);
    grants.push(...made.grants.map((grant) => ({ ...grant, stream, compartment, epoch: 1 })));
    epochKey.seed.fill(0);
  };

  sign(...reported);
  for (const member of input.barred) sign(opening('barred', '', [['member', member]]), null);
  await give('account', accountKey);
  if (identityKey !== null && added !== null) {
    await give('identity', identityKey);
    sign(...added);
  }
  if (partiesKey !== null && parties !== null) {
    await give('parties', partiesKey);
    sign(...parties);
  }
  for (const file of attached) sign(...file);

  const own = await sealSelfNote(input, {
    v: 1,
    edition: input.edition,
    report: input.reportId,
    hash: report[0]?.hash ?? '',
    root: input.rootPublic,
    rosterVersion,
    rosterHash,
    account: { epoch: 1, recipient: accountKey.recipient },
    members: input.readers.account.map((member) => member.id),
    leftOut: input.leftOut,
    at,
    procedureVersion: input.procedureVersion,
  });
  const files = [reported, added, parties, ...attached].flatMap((one) => (one === null ? [] : [one[1]]));
  return { report, selfNote: own.entry, files: [...files, own.file], grants };
}

/** The clear facts of a birth, in their order. */
export function bornFacts(facts: BirthInput['facts']): Facts {
  const { channel, ongoing, reachable, narrow } = facts;
  const narrowed: Facts = narrow ? [['narrow', 'yes']] : [];
  return [['channel', channel], ...narrowed, ['ongoing', ongoing], ['reachable', reachable]];
}

/** The self-note in its place: seq 0 of the mailbox, sealed to it and signed by it. */
export async function sealSelfNote(
  given: Pick<BirthInput, 'org' | 'rosterVersion' | 'rosterHash' | 'at' | 'mailbox'>,
  note: SelfNote,
): Promise<{ readonly entry: Signed; readonly file: FileMade }> {
  const { org, rosterVersion, rosterHash, at, mailbox } = given;
  const place = { org, stream: `mailbox/${mailbox.id}`, seq: 0, prev: '', rosterVersion, rosterHash, at } as const;
  const draft: Draft = { ...place, id: randomHex(16), kind: 'self-note', compartment: 'mailbox', epoch: 0, facts: [] };
  const file = await sealFile(draft, mailbox.sign, mailbox.recipient, utf8(JSON.stringify(note)));
  return { entry: signEntry(draft, file, signerOf(mailbox.signSeed)), file };
}

/**
 * The bar of a member who is named in something said later (kind `barred`): no file, no word on why. By the mailbox key
 * it has no place of its own; the server's key says which. It stands before what names them.
 */
export function barredLater(
  where: Pick<BirthInput, 'org' | 'rosterVersion' | 'rosterHash' | 'at' | 'signer'> & { readonly report: string },
  member: string,
  place: { readonly seq: number; readonly prev: string } = { seq: -1, prev: '' },
): Signed {
  const { report, signer, ...common } = where;
  const draft = { ...common, ...place, stream: `report/${report}`, id: randomHex(16), kind: 'barred' } as const;
  return signEntry({ ...draft, compartment: '', epoch: 0, facts: [['member', member]] }, null, signer);
}
