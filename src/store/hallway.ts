import type { DutyPhoneRow, HallwaySessionRow } from './hallway-store.ts';
import { first, insert, type Sql } from './sql.ts';

/** A backup brings back what may be handed in, and shows nothing to anybody: whoever was ended since would be let in. */
export const endEveryHallway = 'update hallway_session set until = 0';

const columns = 'hash, edition, member, phone, until, hand_in_until as "handInUntil"';

export async function addHallwaySession(sql: Sql, org: string, session: HallwaySessionRow, now: number): Promise<void> {
  await sql.run('delete from hallway_session where org = $1 and hand_in_until <= $2', [org, now]);
  const { hash, edition, member, phone, until, handInUntil } = session;
  await insert(sql, 'hallway_session (org, hash, edition, member, phone, until, hand_in_until)', [
    [org, hash, edition, member, phone, until, handInUntil],
  ]);
}

export async function hallwaySession(
  sql: Sql,
  org: string,
  hash: string,
  now: number,
): Promise<HallwaySessionRow | null> {
  return first<HallwaySessionRow>(
    sql,
    `select ${columns} from hallway_session where org = $1 and hash = $2 and hand_in_until > $3`,
    [org, hash, now],
  );
}

/** What it may hand over, it still may. */
export async function endHallwaySession(sql: Sql, org: string, hash: string): Promise<void> {
  await sql.run('update hallway_session set until = 0 where org = $1 and hash = $2', [org, hash]);
}

/** The same for every session of this member. */
export async function endHallwayOf(sql: Sql, org: string, member: string): Promise<void> {
  await sql.run('update hallway_session set until = 0 where org = $1 and member = $2', [org, member]);
}

const forgottenAfter = 31 * 86_400_000;
const phoneColumns =
  'id, edition, name, secret, made_by as "madeBy", made_at as "madeAt", until, ended_at as "endedAt"';

export async function addDutyPhone(sql: Sql, org: string, phone: DutyPhoneRow, most: number): Promise<boolean> {
  const { id, edition, name, secret, madeBy, madeAt, until, endedAt } = phone;
  // What hands in from it has its name to tell for 30 days; after that it is of no use to anybody.
  await sql.run('delete from duty_phone where org = $1 and until <= $2', [org, madeAt - forgottenAfter]);
  const open = await first<{ n: number }>(
    sql,
    'select count(*) as n from duty_phone where org = $1 and edition = $2 and ended_at = 0 and until > $3',
    [org, edition, madeAt],
  );
  if ((open?.n ?? 0) >= most) return false;
  const added = await insert(
    sql,
    'duty_phone (org, id, edition, name, secret, made_by, made_at, until, ended_at)',
    [[org, id, edition, name, secret, madeBy, madeAt, until, endedAt]],
    'on conflict do nothing returning id',
  );
  return added.length === 1;
}

export async function dutyPhones(sql: Sql, org: string, edition: string): Promise<readonly DutyPhoneRow[]> {
  return sql.all<DutyPhoneRow>(
    `select ${phoneColumns} from duty_phone where org = $1 and edition = $2 order by made_at desc, id`,
    [org, edition],
  );
}

export async function dutyPhoneBySecret(sql: Sql, org: string, secret: string): Promise<DutyPhoneRow | null> {
  return first<DutyPhoneRow>(sql, `select ${phoneColumns} from duty_phone where org = $1 and secret = $2`, [
    org,
    secret,
  ]);
}

export async function dutyPhone(sql: Sql, org: string, id: string): Promise<DutyPhoneRow | null> {
  return first<DutyPhoneRow>(sql, `select ${phoneColumns} from duty_phone where org = $1 and id = $2`, [org, id]);
}

export async function endDutyPhone(sql: Sql, org: string, edition: string, id: string, now: number): Promise<boolean> {
  const ended = await sql.all(
    'update duty_phone set ended_at = $4 where org = $1 and edition = $2 and id = $3 and ended_at = 0 returning id',
    [org, edition, id, now],
  );
  if (ended.length === 0) return false;
  await sql.run('update hallway_session set until = 0 where org = $1 and phone = $2', [org, id]);
  return true;
}
