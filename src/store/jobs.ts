import type { Job, Retried } from './job-store.ts';
import { first, type Sql } from './sql.ts';

/**
 * Claims under a lease: who does not finish in time loses the job to the next claim, so a handler runs at least once
 * and must bear running twice. `tries` counts claims, this one included. The lock suffix is for PostgreSQL, where
 * several processes claim at once; SQLite has one writer and does not know it.
 */
export async function claimJobs(sql: Sql, now: number, leaseMs: number, most: number): Promise<readonly Job[]> {
  const claimed = await sql.all<Job>(
    `update job set lease_until = $2, tries = tries + 1 where id in (
       select id from job where done = 0 and due <= $1 and lease_until <= $1 order by due, id limit $3
       for update skip locked)
     returning id, kind, payload, due as "at", tries`,
    [now, now + leaseMs, most],
  );
  return claimed.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** From now on `due` is when it was over. */
export async function finishJob(sql: Sql, id: string, at: number): Promise<void> {
  await sql.run(`update job set done = 1, payload = '', due = $2 where id = $1`, [id, at]);
}

export async function holdJob(sql: Sql, id: string, tries: number, until: number): Promise<void> {
  await sql.run('update job set lease_until = $3 where id = $1 and done = 0 and tries = $2', [id, tries, until]);
}

export async function forgetJobs(sql: Sql, before: number): Promise<void> {
  await sql.run('delete from job where done = 1 and due < $1', [before]);
}

/** Whose lease ran out moves nothing any more: somebody else has claimed it since, and `tries` says so. */
export async function retryJob(sql: Sql, id: string, at: number, { tries, payload }: Retried = {}): Promise<void> {
  const values = [id, at, ...(tries === undefined ? [] : [tries]), ...(payload === undefined ? [] : [payload])];
  const claim = tries === undefined ? '' : ' and tries = $3';
  const carried = payload === undefined ? '' : `, payload = $${values.length}`;
  await sql.run(`update job set due = $2, lease_until = 0${carried} where id = $1 and done = 0${claim}`, values);
}

export async function pendingJobs(sql: Sql): Promise<number> {
  const row = await first<{ pending: number }>(sql, 'select count(*) as pending from job where done = 0');
  return row?.pending ?? 0;
}
