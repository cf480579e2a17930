import { factsOf, manifestOf, type Manifest, type Why } from '#domain/record/manifest.ts';
import type { Stream } from '#domain/record/header.ts';
import type { RosterMember } from '#domain/team/roster.ts';
import { recipientHash, recipientOf } from './age.ts';
import { randomHex } from './digest.ts';
import { signEntry, type Draft, type FileMade, type Signed, type Signer } from './entry.ts';
import { SealError } from './error.ts';
import { sealFile, sealGrant } from './seal.ts';

/**
 * [Note: Who can read is a list that somebody signed]
 * An epoch's key is a seed; a grant is that seed sealed to one member; the manifest names, in the clear and signed, each
 * holder with the keys they had and the hash of their grant. A grant that no accepted manifest names is not used, so a
 * reader cannot be added quietly, and the list shown to the reporter is computed from what was really given out.
 * Somebody kept out is somebody for whom no grant was ever made: there is no rule to bypass, only a key that is missing.
 */
export interface AccessInput {
  readonly org: string;
  readonly stream: Stream;
  readonly seq: number;
  readonly prev: string;
  readonly rosterVersion: number;
  readonly rosterHash: string;
  readonly at: number;
  readonly signer: Signer;
  readonly compartment: Manifest['compartment'];
  readonly epoch: number;
  readonly epochKey: { readonly seed: Uint8Array; readonly recipient: string };
  readonly holders: readonly { readonly member: RosterMember; readonly recipient: string }[];
  /** Hash of the manifest this one follows; `''` for the first of a compartment. */
  readonly prevAccess: string;
  readonly why: Why;
  /**
   * When this turns the epoch: the seed of the one before, sealed to the new one. [Note: A newer key opens the older ones]
   * So one grant opens all of a compartment up to now, and a list of holders is a list of who can read it: who is let in
   * later, stands in or takes over needs no second set of grants. Backward only: no older key opens a newer one.
   */
  readonly past?: Uint8Array;
}

export interface AccessMade {
  readonly entry: Signed;
  readonly grants: readonly (FileMade & { readonly member: string })[];
  /** The key before this one, when there is one to pass on: the file of `entry`. */
  readonly past: FileMade | null;
}

/** A manifest with all its files, without its place in the stream. */
export interface AccessSealed extends Omit<AccessMade, 'entry'> {
  readonly draft: Omit<Draft, 'seq' | 'prev' | 'rosterVersion' | 'rosterHash' | 'at'>;
}

type Unplaced = Omit<AccessInput, 'seq' | 'prev' | 'rosterVersion' | 'rosterHash' | 'at' | 'signer'>;

/**
 * Seals an epoch's seed to each holder, and the key before it to the new one; who lost a race signs the same again in
 * another place, as long as it still follows the same manifest. `by`: the key that will sign, hex. Throws `SealError`:
 * `recipient-mismatch` when a recipient is not the one whose hash the roster holds (a server that swaps keys stops
 * here), `bad-epoch-key` when seed and recipient are no pair (everybody would be locked out), `no-readers`, `bad-draft`
 * when a member is listed twice or a first epoch would pass a key on. Whether these members may hold it is decided
 * before (`promises/`).
 */
export async function sealAccess(input: Unplaced, by: string): Promise<AccessSealed> {
  const { org, stream, compartment, epoch, epochKey, prevAccess, why } = input;
  if (input.holders.length === 0) throw new SealError('no-readers', compartment);
  for (const { member, recipient } of input.holders)
    if (recipientHash(recipient) !== member.ageHash) throw new SealError('recipient-mismatch', member.id);
  if (recipientOf(epochKey.seed) !== epochKey.recipient) throw new SealError('bad-epoch-key');
  if (input.past !== undefined && (epoch < 2 || input.past.length !== 32)) throw new SealError('bad-draft', 'past');
  const draft = { org, stream, id: randomHex(16), kind: 'access', compartment, epoch } as const;
  // Seq, prev, roster, time and facts are not bound inside the files, so any will do here; signing sets the true ones.
  const bare: Draft = { ...draft, seq: 0, prev: '', rosterVersion: 0, rosterHash: '', at: 0, facts: [] };
  const grants = await Promise.all(
    input.holders.map(async ({ member, recipient }) => ({
      ...(await sealGrant(bare, by, epochKey.seed, { member: member.id, recipient })),
      member: member.id,
    })),
  );
  const holders = input.holders.map(({ member: { id, ageHash, sign } }, i) => {
    return { member: id, ageHash, sign, grant: grants[i]?.hash ?? '' };
  });
  if (new Set(holders.map(({ member }) => member)).size !== holders.length) throw new SealError('bad-draft', 'access');
  const facts = factsOf({ compartment, epoch, recipient: epochKey.recipient, holders, prevAccess, why });
  const past = input.past === undefined ? null : await sealFile(bare, by, epochKey.recipient, input.past);
  return { draft: { ...draft, facts }, grants, past };
}

/** Makes an access manifest in its place: sealed (`sealAccess`, which says what throws) and signed. */
export async function makeAccess(input: AccessInput): Promise<AccessMade> {
  const { seq, prev, rosterVersion, rosterHash, at, signer } = input;
  const { draft, grants, past } = await sealAccess(input, signer.public);
  const entry = signEntry({ ...draft, seq, prev, rosterVersion, rosterHash, at }, past, signer);
  if (manifestOf(entry.header) === null) throw new SealError('bad-draft', 'access');
  return { entry, grants, past };
}
