import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { recipientHash, sealTo } from './age.ts';
import { fromHex, joined, toHex, utf8 } from './digest.ts';
import { signText, verifyText, type Signer } from './sign.ts';

/**
 * HMAC-SHA-256 (RFC 2104) of the invitation's secret over `recourse/v1/enrol\n` + member id + `\n` + age + `\n` + sign,
 * hex. `age` is the recipient's hash; a recipient given whole is hashed first, so both sides agree. It ties the new
 * keys to who held the link: a server that swaps them cannot make it, and stewards check it before they sign.
 */
export function enrolmentMac(
  inviteSecret: Uint8Array,
  memberId: string,
  recipientOrAgeHash: string,
  sign: string,
): string {
  const age = recipientOrAgeHash.startsWith('age1') ? recipientHash(recipientOrAgeHash) : recipientOrAgeHash;
  return toHex(hmac(sha256, inviteSecret, utf8(`recourse/v1/enrol\n${memberId}\n${age}\n${sign}`)));
}

/**
 * The invitation's secret for every steward: one age file with a stanza for each, the only file of ours with several
 * (`openInvitation`). Throws `SealError('bad-recipient')`, also for no steward.
 */
export function sealInvitation(
  secret: Uint8Array,
  stewards: readonly { readonly recipient: string }[],
): Promise<Uint8Array> {
  return sealTo(
    stewards.map(({ recipient }) => recipient),
    secret,
  );
}

/** What a steward offers somebody, in the steward's own words: what a signature ties to an invitation's secret. */
export interface Terms {
  readonly org: string;
  /** Id of the invitation. */
  readonly id: string;
  readonly member: string;
  readonly name: string;
  readonly roles: readonly (readonly [edition: string, role: string])[];
  readonly rights: readonly string[];
}

const secretBytes = 16;

function invitationText(secret: Uint8Array, { org, id, member, name, roles, rights }: Terms): string {
  return `recourse/v1/invite\n${JSON.stringify([org, id, member, name, roles, rights, toHex(secret)])}`;
}

/**
 * [Note: Whose invitation] Anybody can seal to a steward, a server too: it could put a secret of its own in the place of
 * the real one, enrol itself, and raise the rights on the way. So the file holds the 16-byte secret and, behind it, the
 * inviting steward's Ed25519 signature over secret and terms: 80 bytes.
 */
export function vouchedSecret(secret: Uint8Array, terms: Terms, inviter: Signer): Uint8Array {
  return joined(secret, fromHex(signText(invitationText(secret, terms), inviter)));
}

/** The secret of an opened invitation if this steward (public key, hex) made it for exactly these terms; else null. */
export function secretVouched(opened: Uint8Array, terms: Terms, inviter: string): Uint8Array | null {
  const secret = opened.slice(0, secretBytes);
  const signature = toHex(opened.slice(secretBytes));
  return verifyText(invitationText(secret, terms), signature, inviter) ? secret : null;
}
