import { latin, textIn } from './charset.ts';

/**
 * [Note: Broken letters]
 * A letter is what arrived, however it is made. Before it is parsed, what would make a parser drop text is mended in a
 * copy: line ends of one kind, a head that is not one, bytes of no known charset in the head, a boundary that nothing
 * in the body keeps to. The original is kept as it was, always.
 */
export interface Mended {
  readonly bytes: Uint8Array;
  /** Lines of the head that are no fields of it: text that no empty line stood before. */
  readonly stray: string;
  /** Whether something was wrong that a reader should know of. */
  readonly broken: boolean;
}

const [lf, cr, space, tab] = [10, 13, 32, 9];
const known =
  /^(?:from|to|cc|subject|date|message-id|received|return-path|mime-version|content-type|reply-to|sender|delivered-to|x-[\w-]+)[ \t]*:/iu;
const field = /^[!-9;-~]+[ \t]*:/u;
// The first line of a letter in a mailbox file.
const mbox = /^>?From \S/u;

function oneLineEnd(raw: Uint8Array): Uint8Array {
  if (raw.subarray(0, 65_536).includes(lf) || !raw.includes(cr)) return raw;
  return raw.map((byte) => (byte === cr ? lf : byte));
}

function startOf(raw: Uint8Array): number {
  let at = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0;
  while (raw[at] === lf || raw[at] === cr) at++;
  return at;
}

/** Where the first empty line begins, and where what follows it does. */
function headEnd(raw: Uint8Array): { readonly end: number; readonly body: number } {
  for (let at = raw.indexOf(lf); at >= 0; at = raw.indexOf(lf, at + 1)) {
    if (raw[at + 1] === lf) return { end: at + 1, body: at + 2 };
    if (raw[at + 1] === cr && raw[at + 2] === lf) return { end: at + 1, body: at + 3 };
  }
  return { end: raw.length, body: raw.length };
}

function linesOf(head: Uint8Array, charset: string): readonly string[] {
  const lines: string[] = [];
  for (let from = 0; from < head.length;) {
    const at = head.indexOf(lf, from);
    const end = at < 0 ? head.length : at;
    lines.push(textIn(head.subarray(from, end), charset).replaceAll('\0', '').replaceAll('\r', ''));
    from = end + 1;
  }
  return lines;
}

/** The charset that the head itself names: its raw bytes are most often of the same. */
const charsetIn = (head: Uint8Array): string => {
  const named = /charset\s*=\s*"?([\w.:-]{2,40})/iu.exec(latin(head))?.[1] ?? '';
  return /^utf-?8$|^us-ascii$/iu.test(named) ? '' : named;
};

const folded = (line: string): boolean => line.charCodeAt(0) === space || line.charCodeAt(0) === tab;

/** Head lines that are fields, and the lines after the head's true end. A stray line amid fields goes to the text. */
function parted(lines: readonly string[]): { readonly fields: readonly string[]; readonly text: readonly string[] } {
  const fields: string[] = [];
  const text: string[] = [];
  const last = lines.findLastIndex((line) => known.test(line));
  let inField = false;
  lines.forEach((line, index) => {
    if (index === 0 && mbox.test(line)) return;
    if (folded(line)) (inField ? fields : text).push(line);
    else {
      inField = field.test(line) && (index <= last || text.length === 0);
      (inField ? fields : text).push(line);
    }
  });
  return { fields, text };
}

/** A multipart whose boundary nothing keeps to gets the one that its body has; without any it is read as plain text. */
function typeMended(fields: readonly string[], body: Uint8Array): readonly string[] {
  const at = fields.findIndex((line) => /^content-type[ \t]*:/iu.test(line));
  if (at < 0) return fields;
  const rest = fields.slice(at + 1).findIndex((line) => !folded(line));
  const end = rest < 0 ? fields.length : at + 1 + rest;
  const value = fields.slice(at, end).join('');
  // A type that is none is plain text (RFC 2045 §5.2).
  if (!/^content-type[ \t]*:[ \t]*(?:\([^()]*\)[ \t]*)?[\w!#$&^.+-]+\/[\w!#$&^.+-]/iu.test(value)) {
    return [...fields.slice(0, at), 'Content-Type: text/plain', ...fields.slice(end)];
  }
  if (!/^content-type[ \t]*:[ \t]*multipart\//iu.test(value)) return fields;
  const named = /boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/iu.exec(value);
  const boundary = named?.[1] ?? named?.[2] ?? '';
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (boundary !== '' && text.includes(`--${boundary}`)) return fields;
  const found = /^--([^\s"\\]{1,70})[ \t]*\r?\n(?=content-)/imu.exec(latin(body.subarray(0, 200_000)))?.[1];
  const kind = /multipart\/[\w-]+/iu.exec(value)?.[0] ?? 'multipart/mixed';
  const line = found === undefined ? 'Content-Type: text/plain' : `Content-Type: ${kind}; boundary="${found}"`;
  return [...fields.slice(0, at), line, ...fields.slice(end)];
}

/** What there is to parse. [Note: Broken letters] */
export function mended(raw: Uint8Array): Mended {
  const lined = oneLineEnd(raw);
  const whole = lined.subarray(startOf(lined));
  const { end, body } = headEnd(whole);
  const head = whole.subarray(0, end);
  const lines = linesOf(head, charsetIn(head));
  if (!lines.some((line) => known.test(line))) {
    return { bytes: Buffer.concat([Buffer.from('\n'), whole]), stray: '', broken: true };
  }
  const { fields, text } = parted(lines);
  const rest = whole.subarray(body);
  const kept = typeMended(fields, rest);
  const bytes = Buffer.concat([Buffer.from(`${kept.join('\n')}\n\n`), rest]);
  return { bytes, stray: text.join('\n'), broken: text.length > 0 || kept !== fields || lined !== raw };
}
