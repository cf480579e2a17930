import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64 } from '@scure/base';
import { fromHex, joined, sameBytes, toHex, utf8 } from './digest.ts';
import { SealError } from './error.ts';
import { verifyText, type Signer } from './sign.ts';

/**
 * [Note: Signed notes]
 * The roster travels as a C2SP signed note (c2sp.org/signed-note): a text that ends in a newline, an empty line, and
 * lines `— <name> <base64(key hash ‖ signature)>`. The key hash is the first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖
 * public key); the signature is Ed25519 over the text alone. The text begins with `recourse/v1/roster`, entries are
 * signed behind `recourse/v1/sig`: neither can be offered as the other.
 */
export interface Note {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly keyHash: Uint8Array; readonly signature: string }[];
}

const lineShape = /^— ([^\s+]{1,80}) ([A-Za-z0-9+/]{90}[AEIMQUYcgkosw048]=)$/u;
const mostSignatures = 64;

function keyHash(name: string, publicKey: string): Uint8Array {
  return sha256(joined(utf8(`${name}\n`), Uint8Array.of(1), fromHex(publicKey))).slice(0, 4);
}

/** Text and signature lines of a note; null when it is none. Nothing is verified. */
export function splitNote(note: string): Note | null {
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n')) return null;
  const lines = note.slice(cut + 2, -1).split('\n');
  if (lines.length > mostSignatures) return null;
  const signatures = lines.flatMap((line) => {
    const [, name, encoded] = lineShape.exec(line) ?? [];
    if (name === undefined || encoded === undefined) return [];
    const bytes = base64.decode(encoded);
    return [{ name, keyHash: bytes.slice(0, 4), signature: toHex(bytes.subarray(4)) }];
  });
  if (signatures.length !== lines.length || new Set(lines).size !== lines.length) return null;
  return { text: note.slice(0, cut + 1), signatures };
}

/** One signature line for `text`, without newline. Throws `SealError('bad-draft')` for a name with space or `+`. */
export function signatureLine(text: string, name: string, signer: Signer): string {
  if (!/^[^\s+]{1,80}$/u.test(name)) throw new SealError('bad-draft', 'signer name');
  const signature = ed25519.sign(utf8(text), signer.seed);
  return `— ${name} ${base64.encode(joined(keyHash(name, signer.public), signature))}`;
}

/**
 * Who of `known` (public keys, hex, by name) signed. Lines by unknown keys are passed over, as the format asks; a line
 * that names a known key and does not verify spoils the whole note: null.
 */
export function signersOf(note: Note, known: ReadonlyMap<string, string>): ReadonlySet<string> | null {
  const signed = new Set<string>();
  for (const { name, keyHash: hash, signature } of note.signatures) {
    const key = known.get(name);
    if (key === undefined || !sameBytes(hash, keyHash(name, key))) continue;
    if (!verifyText(note.text, signature, key)) return null;
    signed.add(name);
  }
  return signed;
}
