import { joined, sha256Hex, textOf, utf8 } from './digest.ts';

/** A file somebody sends along. */
export interface Attachment {
  readonly name: string;
  /** Media type as the sender's browser names it. Never trusted when shown. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * The sealed body of an `attached` entry: one JSON line {name, type, length, sha256}, a newline, the bytes. A name says
 * much, so it is inside; outside only the padded size shows.
 */
export function attachmentBody({ name, type, bytes }: Attachment): Uint8Array {
  const line = JSON.stringify({ name, type, length: bytes.length, sha256: sha256Hex(bytes) });
  return joined(utf8(`${line}\n`), bytes);
}

/** The attachment in an opened body; null when its line does not describe the bytes behind it. */
export function readAttachment(body: Uint8Array): Attachment | null {
  const end = body.indexOf(10);
  const line = end < 0 ? null : textOf(body.subarray(0, end));
  if (line === null) return null;
  const bytes = body.slice(end + 1);
  try {
    const { name, type, length, sha256 } = JSON.parse(line) as Record<string, unknown>;
    if (typeof name !== 'string' || typeof type !== 'string') return null;
    return length === bytes.length && sha256 === sha256Hex(bytes) ? { name, type, bytes } : null;
  } catch {
    return null;
  }
}
