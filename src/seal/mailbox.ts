import type { Header, Verified } from '#domain/record/header.ts';
import type { SelfNote } from '#wire/bodies.ts';
import { attachmentBody, type Attachment } from './attachment.ts';
import { randomHex, utf8 } from './digest.ts';
import { signEntry, type Draft, type FileMade, type Signed, type Signer } from './entry.ts';
import { SealError } from './error.ts';
import { openEntry, type OpenRefusal } from './opening.ts';
import { sealFile } from './seal.ts';
import { signerOf, signText, verifyText } from './sign.ts';
import type { MailboxKeys } from './words.ts';

/** Opens one file of the mailbox: with the key of eight words, and nothing else. Altered bytes are `bad-file`. */
export async function openMailboxFile(
  keys: MailboxKeys,
  entry: Verified,
  bytes: Uint8Array,
): Promise<Uint8Array | { readonly refused: Exclude<OpenRefusal, 'hash'> }> {
  if (entry.header.stream !== `mailbox/${keys.id}`) return { refused: 'not-the-header' };
  const opened = await openEntry(keys.identity, keys.recipient, entry, bytes);
  if (opened instanceof Uint8Array) return opened;
  return { refused: opened.refused === 'hash' ? 'bad-file' : opened.refused };
}

interface Place {
  readonly seq: number;
  readonly prev: string;
}

interface Common {
  readonly org: string;
  readonly rosterVersion: number;
  readonly rosterHash: string;
  readonly at: number;
}

export interface ReplyInput extends Common {
  /** Null: nobody has the words of that mailbox, as for what came by mail. Then there is no copy, and `signer` signs. */
  readonly keys: MailboxKeys | null;
  /** Report id. */
  readonly report: string;
  /** The newest recipient of the account that the reporter has verified. */
  readonly account: { readonly epoch: number; readonly recipient: string };
  /** JSON object; the copy in the mailbox carries the names of the files besides. */
  readonly body: object;
  readonly kind: 'heard-from-reporter' | 'added';
  readonly files: readonly Attachment[];
  /** Id of the first entry, 16 bytes, hex; a fresh one without it. */
  readonly id?: string;
  /** Files that say who it was: to the newest key of the identity. */
  readonly proofs?: { readonly epoch: number; readonly recipient: string; readonly files: readonly Attachment[] };
  /** The server's sealing key, for what arrived in clear; then `place` says where both entries go. */
  readonly signer?: Signer;
  readonly place?: { readonly report: Place; readonly mailbox: Place };
}

export interface Reply {
  /** One entry with the body, then one `attached` for each file. */
  readonly report: readonly Signed[];
  /** One `message`: the reporter's own copy; none without `keys`. */
  readonly mailbox: readonly Signed[];
  readonly files: readonly FileMade[];
}

/**
 * [Note: Two files for one message]
 * What a reporter adds goes to the team's newest key and, as a copy, to their own mailbox: nobody can open both with one
 * key, and the reporter can read again what they wrote without anybody's help. Both entries travel in one append.
 */

/** After birth a mailbox key does not know counts: it signs without a place, and the server's `placed` gives one. */
const nowhere: Place = { seq: -1, prev: '' };

type Unplaced = Omit<Draft, 'seq' | 'prev'>;

function reportDraft(input: ReplyInput, kind: string, to: 'account' | 'identity', epoch: number): Unplaced {
  const { org, rosterVersion, rosterHash, at } = input;
  const common = { org, rosterVersion, rosterHash, at, compartment: to, epoch } as const;
  return { ...common, stream: `report/${input.report}`, id: randomHex(16), kind, facts: [] };
}

function mailboxDraft({ org, rosterVersion, rosterHash, at }: Common, mailbox: string, kind: string): Unplaced {
  const common = { org, rosterVersion, rosterHash, at, compartment: 'mailbox', epoch: 0 } as const;
  return { ...common, stream: `mailbox/${mailbox}`, id: randomHex(16), kind, facts: [] };
}

/** Signs one stream's entries in order from `place`, or all without a place. */
function chain(entries: readonly (readonly [Unplaced, FileMade])[], signer: Signer, place: Place): readonly Signed[] {
  const signed: Signed[] = [];
  for (const [draft, file] of entries) {
    const last = signed.at(-1);
    const next = last && place.seq >= 0 ? { seq: last.header.seq + 1, prev: last.hash } : place;
    signed.push(signEntry({ ...draft, ...next }, file, signer));
  }
  return signed;
}

const seal = async (draft: Unplaced, by: string, recipient: string, body: Uint8Array) =>
  [draft, await sealFile({ ...draft, ...nowhere }, by, recipient, body)] as const;

/**
 * What a reporter says after birth, twice: to the newest account recipient for the team, and a copy to their own
 * mailbox. Signed by the mailbox key with seq −1, or by the server's sealing key at a known place.
 */
export async function sealReply(input: ReplyInput): Promise<Reply> {
  const { keys, account, proofs, files } = input;
  const signer = input.signer ?? (keys && signerOf(keys.signSeed));
  if (signer === null) throw new SealError('bad-draft', 'nobody signs');
  const copy = { ...input.body, files: files.map((file) => file.name) };
  const team = (kind: string, body: Uint8Array, id?: string) => {
    const draft = reportDraft(input, kind, 'account', account.epoch);
    return seal(id === undefined ? draft : { ...draft, id }, signer.public, account.recipient, body);
  };
  const [told, own] = await Promise.all([
    Promise.all([
      team(input.kind, utf8(JSON.stringify(input.body)), input.id),
      ...files.map((file) => team('attached', attachmentBody(file))),
      ...(proofs?.files ?? []).map((file) => {
        const draft = reportDraft(input, 'attached', 'identity', proofs?.epoch ?? 0);
        return seal(draft, signer.public, proofs?.recipient ?? '', attachmentBody(file));
      }),
    ]),
    keys && seal(mailboxDraft(input, keys.id, 'message'), signer.public, keys.recipient, utf8(JSON.stringify(copy))),
  ]);
  const kept = own === null ? [] : [own];
  const report = chain(told, signer, input.place?.report ?? nowhere);
  const mailbox = chain(kept, signer, input.place?.mailbox ?? nowhere);
  return { report, mailbox, files: [...told, ...kept].map(([, file]) => file) };
}

export interface MoveInput extends Common {
  readonly from: MailboxKeys;
  readonly to: MailboxKeys;
  /** Report id. */
  readonly report: string;
  readonly selfNote: SelfNote;
  /** Opened JSON bodies of the old messages, oldest first. */
  readonly messages: readonly unknown[];
}

export interface Move {
  /** `mailbox-moved` in the report, seq −1, signed by the old key. */
  readonly moved: Signed;
  /** Seq 0 of the new mailbox. */
  readonly selfNote: Signed;
  /** `message` from seq 1, signed by the new key: their first authors cannot sign again; the reporter vouches. */
  readonly messages: readonly Signed[];
  readonly files: readonly FileMade[];
}

const proofText = (from: string, to: string): string => `recourse/v1/move\n${from}\n${to}`;

/**
 * Moves a mailbox to new words: everything is sealed again to them; the old key signs, in the report, which key takes
 * over; the new key's proof shows that it agrees, so that nobody can point a mailbox at a key they do not hold. The team
 * learns the new id, key and recipient from this entry alone, never from a row of the server's.
 */
export async function moveMailbox(input: MoveInput): Promise<Move> {
  const { from, to } = input;
  const signer = signerOf(to.signSeed);
  const again = (kind: string, body: unknown) =>
    seal(mailboxDraft(input, to.id, kind), signer.public, to.recipient, utf8(JSON.stringify(body)));
  const all = await Promise.all([
    again('self-note', input.selfNote),
    ...input.messages.map((message) => again('message', message)),
  ]);
  const [selfNote, ...messages] = chain(all, signer, { seq: 0, prev: '' });
  const { org, rosterVersion, rosterHash, at } = input;
  const moved: Draft = {
    ...nowhere,
    org,
    rosterVersion,
    rosterHash,
    at,
    compartment: '',
    epoch: 0,
    stream: `report/${input.report}`,
    id: randomHex(16),
    kind: 'mailbox-moved',
    facts: [
      ['from', from.id],
      ['key', to.sign],
      ['proof', signText(proofText(from.id, to.id), signer)],
      ['recipient', to.recipient],
      ['to', to.id],
    ],
  };
  return {
    moved: signEntry(moved, null, signerOf(from.signSeed)),
    selfNote: selfNote as Signed,
    messages,
    files: all.map(([, file]) => file),
  };
}

const movedKeys = ['from', 'key', 'proof', 'recipient', 'to'];

/**
 * Whether a `mailbox-moved` header holds a proof by the new key that it takes over from the old mailbox. That the entry
 * is signed by the old mailbox's key (or by a sealing key) is for the reader to compare with the report's own body.
 */
export function verifyMove(header: Header): boolean {
  const facts = header.facts.map(([, value]) => value);
  const named = header.facts.length === 5 && header.facts.every(([key], i) => key === movedKeys[i]);
  if (header.kind !== 'mailbox-moved' || !named || !facts.every((fact) => typeof fact === 'string')) return false;
  const [from = '', key = '', proof = '', recipient = '', to = ''] = facts;
  if (from === to || ![from, to].every((id) => /^[0-9a-f]{32}$/u.test(id))) return false;
  return recipient.startsWith('age1pq1') && verifyText(proofText(from, to), proof, key);
}
