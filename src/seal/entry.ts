import { textFact, type Header, type Stream, type Verified } from '#domain/record/header.ts';
import type { SignedEntry, StoredEntry } from '#wire/entry.ts';
import { lineOf, parseLine } from '#wire/header.ts';
import { sha256Hex } from './digest.ts';
import { SealError } from './error.ts';
import { signText, verifyText, type Signer } from './sign.ts';

export { derivedMac, sharedMac } from './derived.ts';
export { padme } from './packed.ts';
export { signerOf, type Signer } from './sign.ts';
export { oneStanza } from './stanza.ts';

/**
 * [Note: A signed line around a sealed file]
 * An entry is one line of JSON that everybody may read and at most one age file that few can open. The line names the
 * file by its hash and is signed whole; the next line of the stream names this one by its hash. So who holds the store
 * can withhold the newest entries, but can neither change, drop nor reorder what somebody has already seen. The file in
 * turn repeats the line's binding fields inside (`packed.ts`), so that it cannot be laid under another line.
 *
 * What is signed is text, never a structure: `parseLine` takes a line only when writing it again gives the same bytes.
 * Without that two lines could say one thing, and hashes and signatures would part ways.
 */

/** A header before anything is sealed or signed. */
export type Draft = Omit<Header, 'to' | 'by' | 'size' | 'file'>;

/** A file of an entry: sealed (`to` = hash of the recipient) or clear (`to` = `''`). `hash`, hex, is its name. */
export interface FileMade {
  readonly bytes: Uint8Array;
  readonly hash: string;
  readonly size: number;
  readonly to: string;
}

/** A signed entry with its parsed header and the hash of its line. */
export interface Signed extends SignedEntry {
  readonly hash: string;
  readonly header: Header;
}

const signedText = (line: string): string => `recourse/v1/sig\n${line}`;

/** A file that is not sealed: the settings of an edition. Throws `SealError('bad-draft')` for an empty one. */
export function clearFile(bytes: Uint8Array): FileMade {
  if (bytes.length === 0) throw new SealError('bad-draft', 'an empty file');
  return { bytes, hash: sha256Hex(bytes), size: bytes.length, to: '' };
}

/**
 * Signs a header around at most one file. Throws `SealError('bad-draft')` when the line would not be read back: facts
 * out of order, a number that is no safe integer, an id of another shape.
 */
export function signEntry(draft: Draft, file: FileMade | null, signer: Signer): Signed {
  const placed: Header = {
    ...draft,
    to: file?.to ?? '',
    by: signer.public,
    size: file?.size ?? 0,
    file: file?.hash ?? '',
  };
  const line = lineOf(placed);
  const header = parseLine(line);
  if (header === null) throw new SealError('bad-draft', draft.kind);
  return { line, hsig: signText(signedText(line), signer), hash: sha256Hex(line), header };
}

/**
 * Checks one entry by itself: its line is canonical and signed by the key it names. Says nothing of whether that key
 * may say so (roster, `kinds`), nor of its place in a stream (`verifyStream`).
 */
export function verifyEntry(
  entry: SignedEntry,
): { readonly header: Header; readonly hash: string } | { readonly refused: 'bad-line' | 'bad-signature' } {
  const header = parseLine(entry.line);
  if (header === null) return { refused: 'bad-line' };
  if (!verifyText(signedText(entry.line), entry.hsig, header.by)) return { refused: 'bad-signature' };
  return { header, hash: sha256Hex(entry.line) };
}

/** A stream that holds: its entries in order, the hash of its last row (`''` when empty), the next place. */
export interface StreamChecked {
  readonly entries: readonly Verified[];
  readonly head: string;
  readonly next: number;
}

/** Why a stream does not hold, and at which row (from 0). */
export interface StreamRefused {
  readonly refused: 'bad-line' | 'bad-signature' | 'broken-chain' | 'wrong-stream' | 'bad-placing';
  readonly at: number;
}

/** The one place where the brand is given: `header` and `hash` come from `verifyEntry` and stand in their chain. */
function verified(header: Header, hash: string, receivedAt: number, placedBy?: string): Verified {
  return { header, hash, receivedAt, ...(placedBy !== undefined && { placedBy }) } as unknown as Verified;
}

/**
 * The reporter's own entry inside a `placed` row. After birth a mailbox key does not know counts, so its line has seq
 * −1 and no `prev`; the server's `placed` entry names its hash and gives it a place. One entry is placed once.
 */
function inside(placed: Header, row: StoredEntry, seen: ReadonlySet<string>): ReturnType<typeof verifyEntry> | null {
  if (row.inside === undefined) return null;
  const entry = verifyEntry(row.inside);
  if ('refused' in entry) return entry;
  const { header, hash } = entry;
  const fits = header.org === placed.org && header.stream === placed.stream && header.seq === -1 && header.prev === '';
  return fits && header.kind !== 'placed' && hash === textFact(placed, 'entry') && !seen.has(hash) ? entry : null;
}

/**
 * Verifies a stream from its first row: every signature, every place, every link. All rows must belong to `org` and
 * `stream`. A `placed` row gives two entries, itself and right after it the one inside, with `placedBy` set.
 */
export function verifyStream(stream: Stream, org: string, rows: readonly StoredEntry[]): StreamChecked | StreamRefused {
  const entries: Verified[] = [];
  const placedBefore = new Set<string>();
  let head = '';
  for (const [at, row] of rows.entries()) {
    const entry = verifyEntry(row);
    if ('refused' in entry) return { refused: entry.refused, at };
    const { header, hash } = entry;
    if (header.org !== org || header.stream !== stream) return { refused: 'wrong-stream', at };
    if (header.seq !== at || header.prev !== head) return { refused: 'broken-chain', at };
    entries.push(verified(header, hash, row.receivedAt));
    head = hash;
    if (header.kind !== 'placed') {
      if (row.inside !== undefined) return { refused: 'bad-placing', at };
      continue;
    }
    const own = inside(header, row, placedBefore);
    if (own === null) return { refused: 'bad-placing', at };
    if ('refused' in own) return { refused: own.refused, at };
    placedBefore.add(own.hash);
    entries.push(verified(own.header, own.hash, row.receivedAt, hash));
  }
  return { entries, head, next: rows.length };
}
