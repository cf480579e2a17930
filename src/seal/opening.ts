import type { Verified } from '#domain/record/header.ts';
import { openFirst, openOne, recipientHash } from './age.ts';
import { readHead, type AttachmentHead } from './attachment.ts';
import { sha256Hex } from './digest.ts';
import { floors, unpack, unpackHead } from './packed.ts';

/** Why a file was not opened. Opening never throws. */
export type OpenRefusal = 'wrong-key' | 'bad-file' | 'not-the-header' | 'hash';

/**
 * Opens the sealed file of a verified entry. In this order: the bytes are the ones the header names (`hash`); the
 * header is sealed to `recipient` (`wrong-key`); exactly one stanza (`bad-file`); it opens with `identity`; the line
 * inside says the same as the header (`not-the-header`); the padding is zero (`bad-file`). `identity` and `recipient`
 * must be a pair: they come together from a keyring, a grant or eight words.
 */
export async function openEntry(
  identity: string,
  recipient: string,
  entry: Verified,
  bytes: Uint8Array,
): Promise<Uint8Array | { readonly refused: OpenRefusal }> {
  const { header } = entry;
  if (bytes.length !== header.size || sha256Hex(bytes) !== header.file) return { refused: 'hash' };
  if (header.to !== recipientHash(recipient)) return { refused: 'wrong-key' };
  const plain = await openOne(identity, bytes);
  return plain instanceof Uint8Array ? unpack(header, plain, floors.entry) : plain;
}

/**
 * What a large file is called, from its beginning alone: so that a list of files needs none of them whole. The line it
 * stands in is sealed and is this header's; that the rest is whole is checked when the file is opened (`openEntry`). Null
 * where it does not fit.
 */
export async function openAttachmentHead(
  identity: string,
  recipient: string,
  { header }: Verified,
  first: Uint8Array,
): Promise<AttachmentHead | null> {
  if (header.to !== recipientHash(recipient)) return null;
  const plain = await openFirst(identity, first);
  const inside = plain && unpackHead(header, plain);
  const head = inside && readHead(inside.body);
  return head !== null && head.end + head.length === inside?.length ? head : null;
}
