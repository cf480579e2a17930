import type { Attachment as Part } from 'postal-mime';
import { largestFile, mostFiles } from '#domain/intake/checks.ts';
import type { Attachment } from '#seal/attachment.ts';
import { clean } from './opened.ts';

const endings: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/ms-tnef': 'dat',
  'application/pgp-signature': 'asc',
  'application/pgp-encrypted': 'asc',
  'application/pkcs7-signature': 'p7s',
  'application/pkcs7-mime': 'p7m',
  'message/rfc822': 'eml',
};

/** Signs that turn the direction of what follows, or take no room: a name must not look like another. */
const hidden = /\p{Cf}|\p{Default_Ignorable_Code_Point}/gu;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/** A file's name as it can be shown and kept: no path, nothing that turns or hides, never empty, at most 120 signs. */
export function safeName(name: string, type: string, place: number): string {
  const last =
    clean(name)
      .replaceAll('\n', ' ')
      .split(/[/\\]/u)
      .findLast((part) => part.trim() !== '') ?? '';
  const shown = last
    .replace(hidden, '_')
    .replace(/[<>:"|?*]/gu, '_')
    .trim()
    .replace(/[. ]{1,500}$/u, '')
    .replace(/^\.+/u, '_');
  if (shown.replaceAll('_', '') === '') return `file-${place}.${endings[type] ?? 'bin'}`;
  const dot = shown.lastIndexOf('.');
  const ending = dot > 0 && shown.length - dot <= 12 ? shown.slice(dot) : '';
  const signs = Array.from(shown.slice(0, shown.length - ending.length))
    .slice(0, 120 - ending.length)
    .join('');
  const whole = `${signs}${ending}`;
  return reserved.test(whole) ? `_${whole}` : whole;
}

const isType = (type: string): boolean => /^[a-z0-9][\w.+-]{0,60}\/[\w.+-]{1,80}$/u.test(type);

function bytesOf({ content }: Part): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** Nothing, or the one line end that a parser puts after a part that has none. */
const isEmpty = (bytes: Uint8Array): boolean => bytes.length === 0 || (bytes.length === 1 && bytes[0] === 10);

/** What somebody attached comes before what stands within the text (pictures of a signature, too). */
const attached = ({ disposition, related }: Part): number => (disposition === 'attachment' && related !== true ? 0 : 1);

/** The files of a letter as a report may have them, and whether some stay in the original alone. */
export function filesOf(parts: readonly Part[]): { readonly files: readonly Attachment[]; readonly left: boolean } {
  const full = parts.filter((part) => !isEmpty(bytesOf(part)));
  const fit = full.filter((part) => bytesOf(part).length <= largestFile).toSorted((a, b) => attached(a) - attached(b));
  const files = fit.slice(0, mostFiles).map((part, index): Attachment => {
    const type = isType(part.mimeType) ? part.mimeType : 'application/octet-stream';
    return { name: safeName(part.filename ?? '', type, index + 1), type, bytes: bytesOf(part) };
  });
  return { files, left: files.length < full.length };
}
