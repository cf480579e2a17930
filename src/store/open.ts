import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export interface Place {
  /** Where the SQLite database lies; unused with a `databaseUrl`. */
  readonly dataDir: string;
  /** `postgres://…`; absent: SQLite. */
  readonly databaseUrl?: string;
}

/**
 * Opens the store, after making or bringing up to date its schema. Throws `StoreError`: `in-use`, `rehearsal-data`,
 * `real-data`, `unsafe`, `newer`.
 */
export async function openStore(place: Place & { readonly rehearsal: boolean }): Promise<Store> {
  const store =
    place.databaseUrl === undefined ? await openSqlite(place.dataDir) : await openPostgres(place.databaseUrl);
  try {
    await store.claimKind(place.rehearsal);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
