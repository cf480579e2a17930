import type { AlertQuiet, AlertRoute, AlertSent, Claimed, DeadWay, PushKeyRow, Wanted } from './channel-store.ts';
import { first, insert, type Sql } from './sql.ts';

const columns = `id, member, kind, place, target, added_at as "addedAt"`;
/**
 * Of each member's alerts only so many are kept: enough to see that they arrive. Of the last hour many more: by them a route
 * that took an alert is not rung again for it.
 */
const kept = 50;
const keptOfLately = 500;
const lately = 3_600_000;

export async function alertRoutes(sql: Sql, org: string, member: string): Promise<readonly AlertRoute[]> {
  return sql.all<AlertRoute>(`select ${columns} from alert_route where org = $1 and member = $2 order by place, id`, [
    org,
    member,
  ]);
}

export async function putAlertRoute(sql: Sql, org: string, route: AlertRoute, most: number): Promise<boolean> {
  const { id, member, kind, place, target, addedAt } = route;
  const others = await first<{ n: number }>(
    sql,
    'select count(*) as n from alert_route where org = $1 and member = $2 and id <> $3',
    [org, member, id],
  );
  if ((others?.n ?? 0) >= most) return false;
  const put = await sql.all(
    `insert into alert_route (org, id, member, kind, place, target, added_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (org, id) do update set place = excluded.place, target = excluded.target
       where alert_route.member = excluded.member and alert_route.kind = excluded.kind
     returning id`,
    [org, id, member, kind, place, target, addedAt],
  );
  return put.length > 0;
}

export async function endAlertRoute(sql: Sql, org: string, member: string, id: string): Promise<void> {
  await sql.run('delete from alert_route where org = $1 and member = $2 and id = $3', [org, member, id]);
  await sql.run('delete from dead_way where org = $1 and member = $2 and way = $3', [org, member, id]);
}

export async function alertQuiet(sql: Sql, org: string, member: string): Promise<AlertQuiet | null> {
  return first<AlertQuiet>(
    sql,
    `select quiet_from as "from", quiet_to as "to", zone, mail_place as "mailPlace" from alert_quiet
     where org = $1 and member = $2`,
    [org, member],
  );
}

export async function setAlertQuiet(sql: Sql, org: string, member: string, quiet: AlertQuiet): Promise<void> {
  await sql.run(
    `insert into alert_quiet (org, member, quiet_from, quiet_to, zone, mail_place) values ($1, $2, $3, $4, $5, $6)
     on conflict (org, member) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
       zone = excluded.zone, mail_place = excluded.mail_place`,
    [org, member, quiet.from, quiet.to, quiet.zone, quiet.mailPlace],
  );
}

export async function beginAlert(
  sql: Sql,
  org: string,
  { id, member, kind, urgent, at }: Omit<AlertSent, 'state'>,
  lease: number,
): Promise<boolean> {
  const begun = await sql.all(
    `insert into alert_sent (org, id, member, kind, urgent, state, at) values ($1, $2, $3, $4, $5, 'trying', $6)
     on conflict (org, id) do update set state = 'trying', at = excluded.at
       where alert_sent.state <> 'sent' and (alert_sent.state <> 'trying' or alert_sent.at <= $7)
     returning id`,
    [org, id, member, kind, urgent ? 1 : 0, at, at - lease],
  );
  return begun.length > 0;
}

export async function noteAlert(sql: Sql, org: string, sent: AlertSent): Promise<void> {
  const { id, member, kind, urgent, state, at } = sent;
  await insert(
    sql,
    'alert_sent (org, id, member, kind, urgent, state, at)',
    [[org, id, member, kind, urgent ? 1 : 0, state, at]],
    'on conflict (org, id) do update set state = excluded.state, at = excluded.at',
  );
  await sql.run(
    `delete from alert_sent where org = $1 and member = $2 and id not in (
       select id from alert_sent where org = $1 and member = $2 order by at desc, id limit $3) and (at < $4 or id not in (
       select id from alert_sent where org = $1 and member = $2 order by at desc, id limit $5))`,
    [org, member, kept, at - lately, keptOfLately],
  );
}

export async function alertsSent(sql: Sql, org: string, member: string): Promise<readonly AlertSent[]> {
  const rows = await sql.all<Omit<AlertSent, 'urgent'> & { readonly urgent: number }>(
    'select id, member, kind, urgent, state, at from alert_sent where org = $1 and member = $2 order by at desc, id',
    [org, member],
  );
  return rows.map((row) => ({ ...row, urgent: row.urgent === 1 }));
}

export async function noteWay(sql: Sql, org: string, member: string, way: string, since: number | null): Promise<void> {
  const row = [org, member, way];
  if (since === null) return sql.run('delete from dead_way where org = $1 and member = $2 and way = $3', row);
  await insert(sql, 'dead_way (org, member, way, since)', [[...row, since]], 'on conflict do nothing');
}

export async function deadWays(sql: Sql, org: string): Promise<readonly DeadWay[]> {
  return sql.all<DeadWay>('select member, way, since from dead_way where org = $1 order by since, member, way', [org]);
}

const day = 24 * 3_600_000;

/** One statement claims: whoever comes at the same moment finds it claimed. */
export async function claimWake(
  sql: Sql,
  org: string,
  { member, circle, by, since, now, apart, lease }: Wanted,
): Promise<Claimed> {
  await sql.run('delete from wake where org = $1 and member = $2 and rung < $3 and trying < $3', [
    org,
    member,
    now - day,
  ]);
  const claimed = await sql.all(
    `insert into wake (org, member, circle, by_job, trying, rung) values ($1, $2, $3, $4, $5, 0)
     on conflict (org, member, circle) do update set by_job = excluded.by_job, trying = excluded.trying
       where wake.by_job = excluded.by_job or (wake.trying <= $6 and wake.rung < $7 and wake.rung <= $8)
     returning member`,
    [org, member, circle, by, now + lease, now, since, now - apart],
  );
  if (claimed.length > 0) return 'ring';
  const row = await first<{ readonly trying: number; readonly rung: number }>(
    sql,
    'select trying, rung from wake where org = $1 and member = $2 and circle = $3',
    [org, member, circle],
  );
  if (row !== null && row.rung >= since) return 'rung';
  return row !== null && row.rung > now - apart ? { at: row.rung + apart } : 'busy';
}

export async function endWake(
  sql: Sql,
  org: string,
  { member, circle, by }: Pick<Wanted, 'member' | 'circle' | 'by'>,
  rung: number | null,
): Promise<void> {
  await sql.run(
    `update wake set trying = 0, rung = case when rung < $5 then $5 else rung end
     where org = $1 and member = $2 and circle = $3 and by_job = $4`,
    [org, member, circle, by, rung ?? 0],
  );
}

export async function pushKeyKept(sql: Sql): Promise<PushKeyRow | null> {
  return first<PushKeyRow>(sql, 'select public, private from push_key where place = 1');
}

export async function keepPushKey(sql: Sql, key: PushKeyRow): Promise<PushKeyRow> {
  await sql.run('insert into push_key (place, public, private) values (1, $1, $2) on conflict do nothing', [
    key.public,
    key.private,
  ]);
  return (await pushKeyKept(sql)) ?? key;
}
