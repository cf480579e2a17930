import { mostFiles } from '#domain/intake/checks.ts';
import type { Attachment } from '#seal/attachment.ts';

/** Files of one message that are taken. */
export const mostOfMessage = mostFiles;

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/3gpp': '3gp',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'video/quicktime': 'mov',
  'text/plain': 'txt',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'application/pdf': 'pdf',
};

const isType = (type: string): boolean => /^[a-z0-9][\w.+-]{0,60}\/[\w.+-]{1,80}$/u.test(type);

/** A file of a message: providers give no names, so it is called by its place. From 1. */
export function namedFile(type: string, bytes: Uint8Array, place: number): Attachment {
  const known = isType(type) ? type : 'application/octet-stream';
  return { name: `file-${place}.${endings[known] ?? 'bin'}`, type: known, bytes };
}
