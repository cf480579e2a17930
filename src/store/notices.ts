import type { NoticeRow } from './gate-store.ts';
import { incidentVisible } from './gate.ts';
import type { Append } from './record-store.ts';
import { stream } from './records.ts';
import { first, insert, some, type Sql } from './sql.ts';

/**
 * [Note: Who is told] A notice `n`: who it is sealed to and is not kept out of the incident it comes from, for whatever
 * reason; or who sees that incident. Nobody else, and what they do not see is not there for them. `$1` is the
 * organisation, `$2` the member. db/guards.postgres.sql says the same a second time.
 */
const isTold = `(
  ${some('notice_reader r where r.org = $1 and r.notice = n.notice and r.member = $2')}
  and not ${some('away w where w.org = $1 and w.incident = n.incident and w.member = $2')}
  and not ${some(`incident_report k join bar b on b.org = k.org and b.report = k.report
    where k.org = $1 and k.incident = n.incident and b.member = $2`)})`;
const holdsItsIncident = some(`incident i where i.org = $1 and i.incident = n.incident and ${incidentVisible}`);
const noticeVisible = `(${isTold} or ${holdsItsIncident})`;

interface Found {
  readonly notice: string;
  readonly purpose: string;
  readonly incident: string;
  readonly cause: string;
  readonly told: number | boolean;
  readonly holds: number | boolean;
}

const columns = `n.notice, n.purpose, n.incident, n.cause, case when ${isTold} then 1 else 0 end as told,
  case when ${holdsItsIncident} then 1 else 0 end as holds`;

async function whole(sql: Sql, org: string, found: readonly Found[]): Promise<readonly NoticeRow[]> {
  const rows: NoticeRow[] = [];
  for (const { notice, purpose, incident, cause, told, holds } of found) {
    const record = await stream(sql, org, `notice/${notice}`);
    const entries = record?.entries ?? [];
    rows.push({ notice, purpose, incident, cause, told: Boolean(told), holds: Boolean(holds), entries });
  }
  return rows;
}

/** Every notice this member may see; in no order that tells of others. */
export async function noticesFor(sql: Sql, org: string, member: string): Promise<readonly NoticeRow[]> {
  const found = await sql.all<Found>(
    `select ${columns} from notice n where n.org = $1 and ${noticeVisible} order by n.notice`,
    [org, member],
  );
  return whole(sql, org, found);
}

export async function noticeFor(sql: Sql, org: string, member: string, notice: string): Promise<NoticeRow | null> {
  const found = await first<Found>(
    sql,
    `select ${columns} from notice n where n.org = $1 and n.notice = $3 and ${noticeVisible}`,
    [org, member, notice],
  );
  return found && ((await whole(sql, org, [found]))[0] ?? null);
}

/** A file that an entry of a visible notice names. */
export async function noticeFile(
  sql: Sql,
  org: string,
  member: string,
  notice: string,
  hash: string,
): Promise<Uint8Array | null> {
  const row = await first<{ bytes: Uint8Array }>(
    sql,
    `select s.bytes from notice n join sealed s on s.org = n.org and s.hash = $4
     where n.org = $1 and n.notice = $3 and ${noticeVisible}
       and exists (select 1 from entry e where e.org = $1 and e.stream = 'notice/' || n.notice and e.file = $4
         and e.file <> '')`,
    [org, member, notice, hash],
  );
  return row?.bytes ?? null;
}

/** Ids of notices of this purpose that come from the incident, hold still, and are sealed to this member, who is free. */
export async function noticesOf(
  sql: Sql,
  org: string,
  member: string,
  incident: string,
  purpose: string,
): Promise<readonly string[]> {
  const rows = await sql.all<{ notice: string }>(
    `select n.notice from notice n where n.org = $1 and n.incident = $3 and n.incident <> '' and n.purpose = $4
     and n.ended = 0 and ${isTold} order by n.notice`,
    [org, member, incident, purpose],
  );
  return rows.map(({ notice }) => notice);
}

export async function putNotice(sql: Sql, org: string, row: NonNullable<Append['notices']>[number]): Promise<void> {
  await insert(
    sql,
    'notice (org, notice, purpose, incident, cause, ended)',
    [[org, row.notice, row.purpose, row.incident, row.cause, row.ended ? 1 : 0]],
    'on conflict (org, notice) do update set ended = excluded.ended',
  );
  await sql.run('delete from notice_reader where org = $1 and notice = $2', [org, row.notice]);
  await insert(
    sql,
    'notice_reader (org, notice, member)',
    row.readers.map((member) => [org, row.notice, member]),
    'on conflict do nothing',
  );
}
