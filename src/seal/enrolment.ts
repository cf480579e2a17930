import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { recipientHash, sealTo } from './age.ts';
import { toHex, utf8 } from './digest.ts';

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
