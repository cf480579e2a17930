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

/**
 * Makes an access manifest: seals the epoch's seed to each holder and signs the list of them. Throws `SealError`:
 * `recipient-mismatch` when a recipient is not the one whose hash the roster holds (a server that swaps keys stops
 * here), `bad-epoch-key` when seed and recipient are no pair (everybody would be locked out), `no-readers`,
 * `bad-draft` when a member is listed twice. Whether these members may hold it is decided before (`promises/`).
 */
export async function makeAccess(input: AccessInput): Promise<AccessMade> {
  const { org, stream, seq, prev, rosterVersion, rosterHash, at, compartment, epoch, epochKey, signer } = input;
  if (input.holders.length === 0) throw new SealError('no-readers', compartment);
  for (const { member, recipient } of input.holders)
    if (recipientHash(recipient) !== member.ageHash) throw new SealError('recipient-mismatch', member.id);
  if (recipientOf(epochKey.seed) !== epochKey.recipient) throw new SealError('bad-epoch-key');
  const placed = { org, stream, seq, prev, rosterVersion, rosterHash, at, compartment, epoch };
  const draft: Draft = { ...placed, id: randomHex(16), kind: 'access', facts: [] };
  const grants = await Promise.all(
    input.holders.map(async ({ member, recipient }) => ({
      ...(await sealGrant(draft, signer.public, epochKey.seed, { member: member.id, recipient })),
      member: member.id,
    })),
  );
  const holders = input.holders.map(({ member: { id, ageHash, sign } }, i) => {
    return { member: id, ageHash, sign, grant: grants[i]?.hash ?? '' };
  });
  const manifest = { compartment, epoch, recipient: epochKey.recipient, holders };
  const facts = factsOf({ ...manifest, prevAccess: input.prevAccess, why: input.why });
  const past = input.past === undefined ? null : await sealFile(draft, signer.public, epochKey.recipient, input.past);
  const entry = signEntry({ ...draft, facts }, past, signer);
  if (manifestOf(entry.header) === null) throw new SealError('bad-draft', 'access');
  return { entry, grants, past };
}
