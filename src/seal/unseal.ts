import type { Header, Verified } from '#domain/record/header.ts';
import { manifestOf, type Accepted } from '#domain/record/manifest.ts';
import type { SignedEntry } from '#wire/entry.ts';
import { identityOf, openAny, openOne, recipientOf, sealTo } from './age.ts';
import { callBinding, signedCall } from './call.ts';
import { sha256Hex, textOf, utf8 } from './digest.ts';
import { publicOf, signerOfKeyring, type Keyring } from './keyring.ts';
import { isForSoMany, readersHash } from './notice.ts';
import { openEntry, type OpenRefusal } from './opening.ts';
import { verifyEntry } from './entry.ts';
import { floors, pack, unpack, type Binding } from './packed.ts';
import type { EpochKey } from './seal.ts';
import { signText, verifyText } from './sign.ts';
import { onlyHybridStanzas } from './stanza.ts';

/**
 * [Note: Who may unseal]
 * This file opens what was sealed to a team: only the desk and the rehearsal import it, which `test/walls.test.ts`
 * holds. The server imports no file that could open a report, and would have no key to open one with. What eight words
 * open stands in `mailbox.ts`, because a reporter's page, and the server for a reporter without scripts, need that.
 *
 * Nothing here throws for what it is given. A refusal says which check failed, and none of them is a reason to try an
 * older key or another file: a file that does not fit is shown as one that does not fit.
 */
export { readAttachment } from './attachment.ts';
export { openAttachmentHead } from './opening.ts';
export { draftName, openDraft, sealDraft, type DraftPlace } from './draft.ts';

export type GrantRefusal = 'hash' | 'not-listed' | 'wrong-key' | 'bad-file' | 'not-the-header' | 'recipient';

/**
 * Opens a grant: the key of one epoch of one compartment. `not-listed`: the manifest does not list this keyring's
 * member with this keyring's keys. `hash`: not the file the manifest names. `recipient`: the seed inside is not the key
 * of the recipient that the epoch is sealed to. On any refusal nothing is used and no older epoch is fallen back to.
 * The manifest is read from the verified header alone; whether it is the accepted one is `promises/`' to say.
 */
export async function openGrant(
  keyring: Keyring,
  accepted: Accepted & { readonly header: Header },
  grant: Uint8Array,
): Promise<EpochKey | { readonly refused: GrantRefusal }> {
  const { header } = accepted;
  const manifest = manifestOf(header);
  const own = await publicOf(keyring);
  const listed = manifest?.holders.find((holder) => holder.member === keyring.member);
  if (!manifest || !listed || listed.ageHash !== own.ageHash || listed.sign !== own.sign)
    return { refused: 'not-listed' };
  if (sha256Hex(grant) !== listed.grant) return { refused: 'hash' };
  const plain = await openOne(keyring.identity, grant);
  if (!(plain instanceof Uint8Array)) return plain;
  const { org, stream, id, compartment, epoch, by } = header;
  const binding: Binding = { org, stream, id, kind: 'grant', compartment, epoch, to: own.ageHash, by };
  const seed = unpack(binding, plain, floors.grant);
  if (!(seed instanceof Uint8Array)) return seed;
  if (seed.length !== 32) return { refused: 'bad-file' };
  const recipient = recipientOf(seed);
  return recipient === manifest.recipient ? { seed, identity: identityOf(seed), recipient } : { refused: 'recipient' };
}

/**
 * The key of the epoch before, out of the file of the `access` entry that turned it; `recipient`: what that epoch was
 * sealed to, by its own manifest. On any refusal the older epoch stays closed, and nothing else is tried.
 */
export async function openPast(
  key: EpochKey,
  turning: Verified,
  bytes: Uint8Array,
  recipient: string,
): Promise<EpochKey | { readonly refused: OpenRefusal | 'recipient' }> {
  if (turning.header.kind !== 'access') return { refused: 'not-the-header' };
  const seed = await openEntry(key.identity, key.recipient, turning, bytes);
  if (!(seed instanceof Uint8Array)) return seed;
  if (seed.length !== 32 || recipientOf(seed) !== recipient) return { refused: 'recipient' };
  return { seed, identity: identityOf(seed), recipient };
}

/** What somebody is asked about before they are shown anything: two lines of a report, and the files they name. */
export interface Asking {
  readonly access: SignedEntry;
  readonly added: SignedEntry;
  readonly grant: Uint8Array;
  readonly file: Uint8Array;
}

/**
 * Opens the names of a two-step opening. Who is asked sees two lines and not the stream they stand in, so their place is
 * not known: both must verify, be of one author and one report of `org`, and nothing of them is folded. `author` is for
 * the caller to judge: a member makes no such lines.
 */
export async function openAsking(
  keyring: Keyring,
  org: string,
  { access, added, grant, file }: Asking,
): Promise<{ readonly body: Uint8Array; readonly author: string } | { readonly refused: GrantRefusal | 'bad-line' }> {
  const [list, names] = [verifyEntry(access), verifyEntry(added)];
  if ('refused' in list || 'refused' in names) return { refused: 'bad-line' };
  const manifest = manifestOf(list.header);
  const { stream, by } = list.header;
  const alike = [list.header, names.header].every(
    (h) => h.org === org && h.stream === stream && h.by === by && h.compartment === 'parties' && h.epoch === 1,
  );
  const born = manifest?.epoch === 1 && manifest.prevAccess === '' && manifest.why === 'birth';
  if (!alike || !born || !stream.startsWith('report/') || names.header.kind !== 'added') return { refused: 'bad-line' };
  const accepted = { manifest, hash: list.hash, by, receivedAt: 0, header: list.header };
  const key = await openGrant(keyring, accepted, grant);
  if ('refused' in key) return key;
  // `openEntry` reads the header alone; the brand stands for a place in a stream, of which nothing is said here.
  const entry = { ...names, receivedAt: 0 } as unknown as Verified;
  const body = await openEntry(key.identity, key.recipient, entry, file);
  return body instanceof Uint8Array ? { body, author: by } : body;
}

/** Opens the file of an entry with an epoch's key; the checks and their order are `openEntry`'s. */
export function openFile(
  identity: string,
  recipient: string,
  entry: Verified,
  bytes: Uint8Array,
): Promise<Uint8Array | { readonly refused: OpenRefusal }> {
  return openEntry(identity, recipient, entry, bytes);
}

/**
 * Opens a notice's file that is sealed to this member among others. `readers`: hashes of the recipients that the header
 * names, by the team list it names. The checks and their order are `openEntry`'s.
 */
export async function openNotice(
  keyring: Keyring,
  entry: Verified,
  readers: readonly string[],
  bytes: Uint8Array,
): Promise<Uint8Array | { readonly refused: OpenRefusal }> {
  const { header } = entry;
  if (bytes.length !== header.size || sha256Hex(bytes) !== header.file) return { refused: 'hash' };
  const { ageHash } = await publicOf(keyring);
  if (!readers.includes(ageHash) || header.to !== readersHash(readers)) return { refused: 'wrong-key' };
  if (!isForSoMany(bytes, readers.length)) return { refused: 'bad-file' };
  const plain = await openAny(keyring.identity, bytes);
  return plain instanceof Uint8Array ? unpack(header, plain, floors.entry) : plain;
}

/**
 * Opens a call that is sealed to this member among others; `readers`: hashes of the recipients of everybody who is called.
 * `not-the-header`: for other readers, of another name or key than these. `bad-signature`: not as its own key signed it.
 * What holds was made by one hand; whose, nothing says (`call.ts`).
 */
export async function openCall(
  keyring: Keyring,
  { org, id, by }: { readonly org: string; readonly id: string; readonly by: string },
  readers: readonly string[],
  bytes: Uint8Array,
): Promise<Uint8Array | { readonly refused: Exclude<OpenRefusal, 'hash'> | 'bad-signature' }> {
  const { ageHash } = await publicOf(keyring);
  if (!readers.includes(ageHash)) return { refused: 'wrong-key' };
  if (!isForSoMany(bytes, readers.length)) return { refused: 'bad-file' };
  const plain = await openAny(keyring.identity, bytes);
  if (!(plain instanceof Uint8Array)) return plain;
  const to = readersHash(readers);
  const inside = unpack(callBinding(org, id, to, by), plain, floors.entry);
  if (!(inside instanceof Uint8Array)) return inside;
  const text = textOf(inside);
  const cut = text?.indexOf('\n') ?? -1;
  if (text === null || cut < 0) return { refused: 'bad-file' };
  const body = text.slice(cut + 1);
  return verifyText(signedCall(org, id, to, body), text.slice(0, cut), by) ? utf8(body) : { refused: 'bad-signature' };
}

/** The secret of an invitation sealed to this steward among others; null when it was not, or the file is none. */
export async function openInvitation(keyring: Keyring, bytes: Uint8Array): Promise<Uint8Array | null> {
  if (!onlyHybridStanzas(bytes)) return null;
  const secret = await openAny(keyring.identity, bytes);
  return secret instanceof Uint8Array ? secret : null;
}

/** One member's memory of what they have seen, as the server keeps it. */
export interface StateRow {
  /** Counts up with each writing; bound as the packed line's epoch. */
  readonly counter: number;
  readonly bytes: Uint8Array;
}

function stateBinding(org: string, member: string, counter: number, ageHash: string, sign: string): Binding {
  const stream = `member/${member}` as const;
  const id = sha256Hex(stream).slice(0, 32);
  return { org, stream, id, kind: 'state', compartment: '', epoch: counter, to: ageHash, by: sign };
}

const signedState = (counter: number, state: string): string => `recourse/v1/state\n${counter}\n${state}`;

/**
 * Seals a member's state (highest roster version, heads seen; JSON) to themselves. It is signed inside: everybody knows
 * the recipient, so sealing alone would let a server write one. A server can still answer an older row.
 */
export async function sealState(keyring: Keyring, counter: number, state: unknown, org: string): Promise<StateRow> {
  const { recipient, ageHash, sign } = await publicOf(keyring);
  const text = JSON.stringify(state);
  const signature = signText(signedState(counter, text), signerOfKeyring(keyring));
  const binding = stateBinding(org, keyring.member, counter, ageHash, sign);
  return { counter, bytes: await sealTo([recipient], pack(binding, utf8(`${signature}\n${text}`), floors.entry)) };
}

/** The state in a row; null when it is not this member's own, of this organisation and this counter. */
export async function openState(keyring: Keyring, org: string, row: StateRow): Promise<unknown> {
  const { ageHash, sign } = await publicOf(keyring);
  const plain = await openOne(keyring.identity, row.bytes);
  if (!(plain instanceof Uint8Array)) return null;
  const body = unpack(stateBinding(org, keyring.member, row.counter, ageHash, sign), plain, floors.entry);
  const text = body instanceof Uint8Array ? textOf(body) : null;
  const cut = text?.indexOf('\n') ?? -1;
  if (text === null || cut < 0) return null;
  const state = text.slice(cut + 1);
  return verifyText(signedState(row.counter, state), text.slice(0, cut), sign) ? (JSON.parse(state) as unknown) : null;
}
