import { admits, after, foreseen, wholeBatch, type Scene } from '#domain/promises/admits.ts';
import { kindOf, type Stream, type Verified } from '#domain/record/header.ts';
import { manifestOf, type Manifest } from '#domain/record/manifest.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import { sha256Hex } from '#seal/digest.ts';
import { verifyStream, type Signed } from '#seal/entry.ts';
import type { EntriesBatch } from '#wire/api.ts';
import { no, type No } from './answers.ts';
import { signedAll } from './batch.ts';
import type { Chain } from './streams.ts';

/** What a batch adds to one stream. */
export interface Part {
  readonly stream: Stream;
  readonly signed: readonly Signed[];
  readonly added: readonly Verified[];
}

/**
 * Streams are judged report first: a turned account comes before what rests on it. The incident comes last, and in it
 * the word by which its author steps aside: nothing of theirs is taken after it.
 */
const order = ['report', 'mailbox', 'incident'];

/** The new entries behind what is stored, each signed and in its place. */
export function verifiedBatch(
  org: string,
  batch: EntriesBatch,
  chains: ReadonlyMap<Stream, Chain>,
  now: number,
): readonly Part[] | No {
  const parts: Part[] = [];
  for (const { stream, expect, entries } of batch.streams) {
    const chain = chains.get(stream);
    if (chain === undefined) return no('not-found');
    if (chain.head !== expect) return no('stale-head');
    const signed = signedAll(entries);
    if ('refused' in signed) return signed;
    if (signed.some(({ header }) => header.seq < 0)) return no('wrong-kind');
    const rows = [...chain.rows, ...signed.map(({ line, hsig }) => ({ line, hsig, receivedAt: now }))];
    const read = verifyStream(stream, org, rows);
    if ('refused' in read) return no(read.refused === 'broken-chain' ? 'stale-head' : 'wrong-kind');
    parts.push({ stream, signed, added: read.entries.slice(chain.entries.length) });
  }
  return parts.toSorted((a, b) => order.indexOf(kindOf(a.stream)) - order.indexOf(kindOf(b.stream)));
}

/** A file is sealed to what stands: the epoch's recipient, or the reporter's own key. */
function toRightKey(scene: Scene, mailboxTo: string, { header }: Verified): boolean {
  if (header.file === '') return true;
  if (header.compartment === 'mailbox') return header.to === mailboxTo;
  const { holding } = kindOf(header.stream) === 'report' ? scene.report : scene.incident;
  const recipient = holding.newest.get(header.compartment)?.manifest.recipient;
  return recipient !== undefined && sha256Hex(recipient) === header.to;
}

/** Entry by entry, each on what those before it made of the record; then what must stand together. */
export function judged(scene: Scene, parts: readonly Part[], member: RosterMember, mailboxTo: string): No | null {
  const all = parts.flatMap(({ added }) => added);
  let standing = foreseen(scene, all);
  for (const entry of all) {
    const refused = admits(standing, entry, member);
    if (refused !== null) return no(refused);
    standing = after(standing, entry);
    if (!toRightKey(standing, mailboxTo, entry)) return no('bad-file');
  }
  const refused = wholeBatch(scene, all, member);
  return refused === null ? null : no(refused);
}

export interface ManifestIn {
  readonly stream: Stream;
  /** Id of the entry that carries it. */
  readonly id: string;
  readonly manifest: Manifest;
}

export function manifestsIn(parts: readonly Part[]): readonly ManifestIn[] {
  return parts.flatMap(({ stream, added }) =>
    added.flatMap(({ header }) => {
      const manifest = manifestOf(header);
      return manifest === null ? [] : [{ stream, id: header.id, manifest }];
    }),
  );
}
