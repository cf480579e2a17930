import { joinsLinesFast } from '#server/mail/reading/chunks.ts';
import type { Envelope, Letter } from '#server/mail/letter.ts';
import { readLetter, type Own } from '#server/mail/reading/read.ts';

// As in the thread that reads letters.
joinsLinesFast();

export const byImap: Envelope = { by: 'imap', to: [], from: null };
export const bySmtp: Envelope = { by: 'smtp', to: ['care@pyharbor.example'], from: 'ito@mail.example' };
export const own: Own = { hosts: ['care.pyharbor.example'], addresses: ['care@pyharbor.example'] };

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Each sign one byte. */
export const latin = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
export const base64 = (of: string | Uint8Array): string =>
  Buffer.from(typeof of === 'string' ? bytes(of) : of)
    .toString('base64')
    .replace(/.{76}/gu, '$&\r\n');

/** A head as most letters have it, with these fields in place of or beside its own. */
export function head(fields: Readonly<Record<string, string>> = {}): string {
  const all: Readonly<Record<string, string>> = {
    From: 'Ito Sora <ito@mail.example>',
    To: 'care@pyharbor.example',
    Subject: 'Something that happened',
    Date: 'Sun, 16 May 2027 13:41:00 -0400',
    'Message-ID': '<one@mail.example>',
    'MIME-Version': '1.0',
    ...fields,
  };
  return Object.entries(all)
    .flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}\r\n`]))
    .join('');
}

/** A letter in plain text. */
export const plain = (text: string, fields: Readonly<Record<string, string>> = {}): Uint8Array =>
  bytes(`${head({ 'Content-Type': 'text/plain; charset=utf-8', ...fields })}\r\n${text.replaceAll('\n', '\r\n')}`);

/** A letter of several parts: each its own head fields, then its body. */
export function multi(
  kind: string,
  parts: readonly (readonly [string, string])[],
  fields: Readonly<Record<string, string>> = {},
): Uint8Array {
  const body = parts.map(([type, text]) => `--cut\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`).join('');
  return bytes(`${head({ 'Content-Type': `${kind}; boundary="cut"`, ...fields })}\r\n${body}--cut--\r\n`);
}

export const read = (raw: Uint8Array, envelope: Envelope = byImap): Promise<Letter> => readLetter(raw, envelope, own);
