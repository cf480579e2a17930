import type { Stream } from '#domain/record/header.ts';
import { randomHex } from '#seal/digest.ts';
import { sealFile } from '#seal/seal.ts';
import type { End, Ground as Footing, Piece } from '../sending/batch.ts';
import type { Held } from './opening.ts';
import type { Ground, Room } from './room.ts';

/** What this desk signs on: where the streams end, the team list it believes, the time. */
export function footingOn(room: Room, ground: Ground, held: readonly Held[]): Footing {
  return {
    ends: new Map<Stream, End>(held.map(({ stream, end }) => [stream, end])),
    roster: { version: ground.head.roster.version, hash: ground.head.hash },
    at: room.now(),
    signer: room.signer,
  };
}

export function pieceDraft(
  { org }: Room,
  stream: Stream,
  kind: string,
  compartment: Piece['draft']['compartment'],
  epoch: number,
  facts: Piece['draft']['facts'],
  id = randomHex(16),
): Piece['draft'] {
  return { org, stream, id, kind, compartment, epoch, facts };
}

/** An entry that is its facts and nothing more. */
export function marked(room: Room, stream: Stream, kind: string, facts: Piece['draft']['facts']): Piece {
  return { draft: pieceDraft(room, stream, kind, '', 0, facts), file: null };
}

/** An entry with a body, sealed to one key. */
export async function sealedPiece(
  room: Room,
  stream: Stream,
  kind: string,
  compartment: Piece['draft']['compartment'],
  key: { readonly recipient: string; readonly epoch: number },
  facts: Piece['draft']['facts'],
  body: Uint8Array,
  id?: string,
): Promise<Piece> {
  const draft = pieceDraft(room, stream, kind, compartment, key.epoch, facts, id);
  // Seq, prev, roster and time are not bound inside the file, so any will do here; signing sets the true ones.
  const unplaced = { ...draft, seq: 0, prev: '', rosterVersion: 0, rosterHash: '', at: 0 };
  return { draft, file: await sealFile(unplaced, room.signer.public, key.recipient, body) };
}
