import { kindOf, type Stream } from '#domain/record/header.ts';
import { signEntry, type Draft, type FileMade, type Signer } from '#seal/entry.ts';
import type { EntriesBatch, GrantSent, NoticeBatch } from '#wire/api.ts';
import type { SignedEntry } from '#wire/entry.ts';

/** An entry that is sealed but has no place yet: signing gives it one. */
export interface Piece {
  readonly draft: Omit<Draft, 'seq' | 'prev' | 'rosterVersion' | 'rosterHash' | 'at'>;
  readonly file: FileMade | null;
  /** For a manifest: the keys it hands out. */
  readonly grants?: readonly (FileMade & { readonly member: string })[];
}

/** Where a stream ends: hash of its last row, and the next place. */
export interface End {
  readonly head: string;
  readonly next: number;
}

/** What signing needs besides the pieces: all of it may have changed after a refusal. */
export interface Ground {
  readonly ends: ReadonlyMap<Stream, End>;
  readonly roster: { readonly version: number; readonly hash: string };
  readonly at: number;
  readonly signer: Signer;
}

export interface Ready {
  readonly batch: EntriesBatch;
  readonly files: readonly FileMade[];
}

/**
 * Gives every piece its place at the end of its stream and signs it. The same pieces can be signed again on other
 * ground (sealing §2: a 409 means re-sign, not re-seal). Throws when a piece's stream has no end in `ground`.
 */
export function placed(pieces: readonly Piece[], ground: Ground): Ready {
  const ends = new Map(ground.ends);
  const streams = new Map<Stream, SignedEntry[]>();
  for (const { draft, file } of pieces) {
    const end = ends.get(draft.stream);
    if (end === undefined) throw new Error(`no end of ${draft.stream}`);
    const { version: rosterVersion, hash: rosterHash } = ground.roster;
    const whole = { ...draft, seq: end.next, prev: end.head, rosterVersion, rosterHash, at: ground.at };
    const signed = signEntry(whole, file, ground.signer);
    streams.set(draft.stream, [...(streams.get(draft.stream) ?? []), { line: signed.line, hsig: signed.hsig }]);
    ends.set(draft.stream, { head: signed.hash, next: end.next + 1 });
  }
  return {
    batch: batchOf(streams, ground.ends, pieces.flatMap(grantsIn)),
    files: pieces.flatMap(({ file, grants = [] }) => [...(file === null ? [] : [file]), ...grants]),
  };
}

function grantsIn({ draft, grants = [] }: Piece): readonly GrantSent[] {
  const { stream, compartment, epoch } = draft;
  if (compartment === '' || compartment === 'mailbox') return [];
  return grants.map(({ member, hash }) => ({ stream, compartment, epoch, member, hash }));
}

export function batchOf(
  streams: ReadonlyMap<Stream, readonly SignedEntry[]>,
  ends: ReadonlyMap<Stream, End>,
  grants: readonly GrantSent[],
): EntriesBatch {
  return {
    streams: [...streams].map(([stream, entries]) => ({ stream, expect: ends.get(stream)?.head ?? '', entries })),
    grants,
  };
}

/** The body of `POST entries`: the batch, and one part for each file, named by its hash. */
export function formOf({ batch, files }: Ready): FormData {
  return formWith(batch, files);
}

/** The body of `POST notices`, where an entry of a notice is among them; else null. */
export function noticeFormOf({ batch, files }: Ready): FormData | null {
  const notice = batch.streams.find(({ stream }) => kindOf(stream) === 'notice');
  const incident = batch.streams.find(({ stream }) => kindOf(stream) === 'incident') ?? null;
  return notice === undefined ? null : formWith({ notice, incident } satisfies NoticeBatch, files);
}

function formWith(batch: EntriesBatch | NoticeBatch, files: readonly FileMade[]): FormData {
  const form = new FormData();
  form.set('batch', JSON.stringify(batch));
  for (const { hash, bytes } of files) form.set(hash, new Blob([bytes as BlobPart]), hash);
  return form;
}
