import { expect } from 'vitest';
import type { Store } from '#store/store.ts';
import { birth, org, type Birth } from '#kit/store.ts';

/** One store of an engine, empty, and what only the engine's test can do to it. */
export interface Fixture {
  readonly store: Store;
  /** A second way in to the same data: another process's, on PostgreSQL. Null where there may be only one. */
  readonly second: Store | null;
  /** Runs a statement behind the store's back. */
  readonly raw: (text: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const appended = { appended: true };

export async function bearIn(store: Store, over?: Parameters<typeof birth>[0]): Promise<Birth> {
  const born = birth(over);
  expect(await store.append(born.append)).toEqual(appended);
  return born;
}

export async function listedIn(store: Store, member: string): Promise<readonly string[]> {
  const rows = await store.incidentsFor(org, member, { after: '', most: 100 });
  return rows.map((row) => row.incident);
}
