import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { openOne, sealTo } from './age.ts';
import { sha256Hex, textOf, toHex, utf8 } from './digest.ts';
import { publicOf, signerOfKeyring, type Keyring } from './keyring.ts';
import { floors, pack, unpack, type Binding } from './packed.ts';
import { signText, verifyText } from './sign.ts';

/** Where a text was being written: the form, and which of the forms that were open under that name. */
export interface DraftPlace {
  readonly place: string;
  readonly id: string;
}

export interface DraftOpened {
  /** ms, the device's clock. */
  readonly at: number;
  readonly value: unknown;
}

function draftBinding(org: string, member: string, { place, id }: DraftPlace, ageHash: string, sign: string): Binding {
  const bound = sha256Hex(`recourse/v1/draft-place\n${JSON.stringify([place, id])}`).slice(0, 32);
  const stream = `member/${member}` as const;
  return { org, stream, id: bound, kind: 'draft', compartment: '', epoch: 0, to: ageHash, by: sign };
}

const signedDraft = ({ place, id }: DraftPlace, text: string): string =>
  `recourse/v1/draft\n${JSON.stringify([place, id])}\n${text}`;

/**
 * Seals what a member is writing to themselves, with its place and its time: laid under another place, or under another
 * member's name, it does not open. Signed inside, because whoever uses the device could seal to a public key.
 */
export async function sealDraft(
  keyring: Keyring,
  org: string,
  place: DraftPlace,
  draft: DraftOpened,
): Promise<Uint8Array> {
  const { recipient, ageHash, sign } = await publicOf(keyring);
  const text = JSON.stringify({ at: draft.at, value: draft.value });
  const signature = signText(signedDraft(place, text), signerOfKeyring(keyring));
  const binding = draftBinding(org, keyring.member, place, ageHash, sign);
  return sealTo([recipient], pack(binding, utf8(`${signature}\n${text}`), floors.entry));
}

/** The text kept at a place; null when it is not this member's own, of this organisation and this very place. */
export async function openDraft(
  keyring: Keyring,
  org: string,
  place: DraftPlace,
  bytes: Uint8Array,
): Promise<DraftOpened | null> {
  const { ageHash, sign } = await publicOf(keyring);
  const plain = await openOne(keyring.identity, bytes);
  if (!(plain instanceof Uint8Array)) return null;
  const body = unpack(draftBinding(org, keyring.member, place, ageHash, sign), plain, floors.entry);
  const text = body instanceof Uint8Array ? textOf(body) : null;
  const cut = text?.indexOf('\n') ?? -1;
  if (text === null || cut < 0) return null;
  const draft = text.slice(cut + 1);
  return verifyText(signedDraft(place, draft), text.slice(0, cut), sign) ? (JSON.parse(draft) as DraftOpened) : null;
}

/**
 * What a draft is called on the device: nobody without this keyring can tell which place, which incident or which member
 * a name stands for, or make a name to look for.
 */
export function draftName(keyring: Keyring, of: string): string {
  const secret = hmac(sha256, utf8(keyring.signSeed), utf8('recourse/v1/draft-names'));
  return toHex(hmac(sha256, secret, utf8(of))).slice(0, 32);
}
