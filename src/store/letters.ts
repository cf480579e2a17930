import type { SentRow } from './channel-store.ts';
import { first, insert, type Sql } from './sql.ts';

/** The first of these keys that a report is known by. */
export async function threadOf(
  sql: Sql,
  org: string,
  keys: readonly string[],
): Promise<{ readonly key: string; readonly report: string; readonly at: number } | null> {
  for (const key of keys) {
    const found = await first<{ report: string; at: number }>(
      sql,
      'select report, at from thread where org = $1 and key = $2',
      [org, key],
    );
    if (found !== null) return { key, ...found };
  }
  return null;
}

export async function putThread(
  sql: Sql,
  org: string,
  keys: readonly string[],
  report: string,
  at: number,
): Promise<void> {
  const rows = [...new Set(keys)].map((key) => [org, key, report, at]);
  await insert(sql, 'thread (org, key, report, at)', rows, 'on conflict do nothing');
}

export async function keepThread(sql: Sql, org: string, key: string, report: string, at: number): Promise<void> {
  await sql.run(
    `insert into thread (org, key, report, at) values ($1, $2, $3, $4)
     on conflict (org, key) do update set report = excluded.report, at = excluded.at`,
    [org, key, report, at],
  );
}

export async function endThreads(sql: Sql, org: string, keys: readonly string[]): Promise<void> {
  for (const key of new Set(keys)) await sql.run('delete from thread where org = $1 and key = $2', [org, key]);
}

export async function forgetThreads(sql: Sql, org: string, beginning: string, before: number): Promise<void> {
  await sql.run('delete from thread where org = $1 and substr(key, 1, length($2)) = $2 and at < $3', [
    org,
    beginning,
    before,
  ]);
}

export async function putSent(sql: Sql, org: string, row: SentRow): Promise<void> {
  const { id, report, channel, what, entry, state, code, at } = row;
  await sql.run(
    `insert into sent (org, id, report, channel, what, entry, state, code, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (org, id) do update set state = excluded.state, code = excluded.code, at = excluded.at`,
    [org, id, report, channel, what, entry, state, code, at],
  );
}

export async function markBounced(
  sql: Sql,
  org: string,
  ids: readonly string[],
  code: string,
  at: number,
): Promise<number> {
  let marked = 0;
  for (const id of new Set(ids)) {
    const rows = await sql.all(
      `update sent set state = 'bounced', code = $3, at = $4 where org = $1 and id = $2 returning id`,
      [org, id, code, at],
    );
    marked += rows.length;
  }
  return marked;
}

export async function sentOf(sql: Sql, org: string, report: string): Promise<readonly SentRow[]> {
  return sql.all<SentRow>(
    `select id, report, channel, what, entry, state, code, at from sent where org = $1 and report = $2 order by at, id`,
    [org, report],
  );
}
