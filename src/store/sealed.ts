import type { Stream } from '#domain/record/header.ts';
import { first, type Sql } from './sql.ts';

export async function file(sql: Sql, org: string, hash: string): Promise<Uint8Array | null> {
  const row = await first<{ bytes: Uint8Array }>(sql, 'select bytes from sealed where org = $1 and hash = $2', [
    org,
    hash,
  ]);
  return row?.bytes ?? null;
}

/** Bytes that no row names any more go; whatever an entry of another stream or a grant still names stays. */
export async function forget(
  sql: Sql,
  org: string,
  hashes: readonly string[],
  stream: Stream | '' = '',
): Promise<void> {
  for (const hash of hashes) {
    await sql.run(
      `delete from sealed where org = $1 and hash = $2
       and not exists (select 1 from entry e where e.org = $1 and e.file = $2 and e.file <> '' and e.stream <> $3)
       and not exists (select 1 from grant_file g where g.org = $1 and g.hash = $2)`,
      [org, hash, stream],
    );
  }
  if (hashes.length > 0) sql.erased();
}
