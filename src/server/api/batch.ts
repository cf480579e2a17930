import type { Context } from 'hono';
import { largestFile } from '#domain/intake/checks.ts';
import type { Header } from '#domain/record/header.ts';
import { sha256Hex } from '#seal/digest.ts';
import { oneStanza, verifyEntry, type Signed } from '#seal/entry.ts';
import type { GrantSent } from '#wire/api.ts';
import type { SignedEntry } from '#wire/entry.ts';
import { no, type No } from './answers.ts';

/** Bytes of a request with files: as many as go together (`mostTogether`), padded, and the words. */
export const mostBytes = 64 * 1024 * 1024;
/** A sealed file: the largest attachment, its first line and Padmé's padding. */
const mostSealed = largestFile + 1024 * 1024;
const mostGrant = 8 * 1024;
const mostFiles = 2200;

export type Files = ReadonlyMap<string, Uint8Array>;
export interface Sent<T> {
  readonly batch: T;
  /** By the hex SHA-256 that names each part; checked. */
  readonly files: Files;
}

export async function readJson<T>(c: Context, parse: (value: unknown) => T | null): Promise<T | No> {
  try {
    return parse(await c.req.json()) ?? no('bad-request');
  } catch {
    return no('bad-request');
  }
}

/** A `batch` field and one part for each file. Parts are hashed here, so that a name is a promise kept. */
export async function readBatch<T>(c: Context, parse: (value: unknown) => T | null): Promise<Sent<T> | No> {
  if (!(c.req.header('content-type') ?? '').startsWith('multipart/form-data')) return no('bad-request');
  let batch: T | null = null;
  const files = new Map<string, Uint8Array>();
  try {
    for (const [name, value] of await c.req.raw.formData()) {
      if (typeof value === 'string') {
        if (name !== 'batch' || batch !== null) return no('bad-request');
        batch = parse(JSON.parse(value));
        if (batch === null) return no('bad-request');
        continue;
      }
      if (value.size > mostSealed) return no('too-large');
      if (files.has(name) || files.size >= mostFiles) return no('bad-file');
      const bytes = new Uint8Array(await value.arrayBuffer());
      if (sha256Hex(bytes) !== name) return no('bad-file');
      files.set(name, bytes);
    }
  } catch {
    return no('bad-request');
  }
  return batch === null ? no('bad-request') : { batch, files };
}

/** Each entry by itself: a canonical line, signed by the key it names. */
export function signedAll(entries: readonly SignedEntry[]): readonly Signed[] | No {
  const signed: Signed[] = [];
  for (const { line, hsig } of entries) {
    const entry = verifyEntry({ line, hsig });
    if ('refused' in entry) return no(entry.refused === 'bad-line' ? 'bad-request' : 'bad-signature');
    signed.push({ line, hsig, ...entry });
  }
  return signed;
}

/**
 * Every file that entries and grants name is there, has the size its header says and one stanza; nothing else is
 * there. A server cannot open a grant, so a wrong key inside is found by its holder (`grant-failed`).
 */
export function filesRefused(headers: readonly Header[], grants: readonly GrantSent[], files: Files): No | null {
  const named = new Set<string>();
  for (const { file, size, to } of headers) {
    if (file === '') continue;
    const bytes = files.get(file);
    if (bytes?.length !== size || (to !== '' && !oneStanza(bytes))) return no('bad-file');
    named.add(file);
  }
  for (const { hash } of grants) {
    const bytes = files.get(hash);
    if (bytes === undefined || bytes.length > mostGrant || !oneStanza(bytes)) return no('bad-file');
    named.add(hash);
  }
  return named.size === files.size ? null : no('bad-file');
}

export const filesOf = (files: Files): readonly { readonly hash: string; readonly bytes: Uint8Array }[] =>
  [...files].map(([hash, bytes]) => ({ hash, bytes }));
