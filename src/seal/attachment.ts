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

/** What the line before the bytes says of them. */
export interface AttachmentHead {
  readonly name: string;
  readonly type: string;
  /** Bytes of the file. */
  readonly length: number;
  /** Hex SHA-256 of them, as whoever sent it says. */
  readonly sha256: string;
  /** Where the bytes begin in the body. */
  readonly end: number;
}

/** The line that a body begins with; null when it is none. */
export function readHead(body: Uint8Array): AttachmentHead | null {
  const at = body.indexOf(10);
  const line = at < 0 ? null : textOf(body.subarray(0, at));
  if (line === null) return null;
  try {
    const { name, type, length, sha256 } = JSON.parse(line) as Record<string, unknown>;
    if (typeof name !== 'string' || typeof type !== 'string' || typeof sha256 !== 'string') return null;
    return Number.isSafeInteger(length) ? { name, type, length: length as number, sha256, end: at + 1 } : null;
  } catch {
    return null;
  }
}

/** The attachment in an opened body; null when its line does not describe the bytes behind it. */
export function readAttachment(body: Uint8Array): Attachment | null {
  const head = readHead(body);
  if (head === null) return null;
  const bytes = body.slice(head.end);
  const { name, type, length, sha256 } = head;
  return length === bytes.length && sha256 === sha256Hex(bytes) ? { name, type, bytes } : null;
}
