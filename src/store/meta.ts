import { StoreError } from './errors.ts';
import { first, insert, type Sql } from './sql.ts';

/** The first to open a store says what it is for, once and for all: a rehearsal never runs on real incidents. */
export async function claimKind(sql: Sql, rehearsal: boolean): Promise<void> {
  const wanted = rehearsal ? 'rehearsal' : 'real';
  await insert(sql, 'meta (name, value)', [['kind', wanted]], 'on conflict do nothing');
  const row = await first<{ value: string }>(sql, `select value from meta where name = 'kind'`);
  if (row?.value === wanted) return;
  throw row?.value === 'rehearsal'
    ? new StoreError('rehearsal-data', 'This data belongs to a rehearsal. Choose another data folder or database.')
    : new StoreError('real-data', 'This data is real. A rehearsal needs a data folder or database of its own.');
}
