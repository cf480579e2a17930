import type { SentRow } from './channel-store.ts';
import { first, insert, type Sql } from './sql.ts';

/** The first of these keys that a report is known by. */
export async function threadOf(
  sql: Sql,
  org: string,
  keys: readonly string[],
): Promise<{ readonly key: string; readonly report: string } | null> {
  for (const key of keys) {
    const found = await first<{ report: string }>(sql, 'select report from thread where org = $1 and key = $2', [
      org,
      key,
    ]);
    if (found !== null) return { key, report: found.report };
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
