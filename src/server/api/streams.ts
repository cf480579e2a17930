import type { Stream, Verified } from '#domain/record/header.ts';
import { verifyStream } from '#seal/entry.ts';
import type { Store } from '#store/store.ts';
import type { StoredEntry } from '#wire/entry.ts';

export interface Chain {
  readonly rows: readonly StoredEntry[];
  readonly entries: readonly Verified[];
  readonly head: string;
  readonly next: number;
}

/** A stored stream that does not verify is damage, not a refusal. */
export function chainOf(org: string, stream: Stream, rows: readonly StoredEntry[]): Chain {
  const read = verifyStream(stream, org, rows);
  if ('refused' in read) throw new Error(`stream-${read.refused}`);
  return { rows, ...read };
}

export async function chainIn(store: Store, org: string, stream: Stream): Promise<Chain | null> {
  const record = await store.stream(org, stream);
  return record && chainOf(org, stream, record.entries);
}

/** When an entry with this very line was stored, or null. */
export function storedAt(chain: Chain, line: string): number | null {
  const row = chain.rows.find((r) => r.inside?.line === line || r.line === line);
  return row?.receivedAt ?? null;
}
