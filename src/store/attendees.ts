import type { AttendeeChange } from './attendee-store.ts';
import { incidentVisible } from './gate.ts';
import { first, insert, some, type Sql } from './sql.ts';

/** The list of an event goes, and with it who could look at it. */
async function end(sql: Sql, org: string, edition: string): Promise<void> {
  await sql.run('delete from attendees where org = $1 and edition = $2', [org, edition]);
  await sql.run('delete from attendee_reader where org = $1 and edition = $2', [org, edition]);
  sql.erased();
}

/** A newer list replaces the one before, bytes and readers. */
export async function putAttendees(sql: Sql, org: string, change: AttendeeChange): Promise<void> {
  const { edition } = change;
  if ('noLaterThan' in change) {
    const until = change.noLaterThan;
    await sql.run('update attendees set until = $3 where org = $1 and edition = $2 and until > $3', [
      org,
      edition,
      until,
    ]);
    return;
  }
  const { list } = change;
  await end(sql, org, edition);
  if (list === null) return;
  const { hash, bytes, until, readers } = list;
  await insert(sql, 'attendees (org, edition, hash, bytes, until)', [[org, edition, hash, bytes, until]]);
  await insert(
    sql,
    'attendee_reader (org, edition, member)',
    readers.map((member) => [org, edition, member]),
  );
}

export async function endAttendees(sql: Sql, org: string, now: number): Promise<void> {
  const over = await sql.all<{ edition: string }>(
    'select edition from attendees where org = $1 and until <= $2 order by edition',
    [org, now],
  );
  for (const { edition } of over) await end(sql, org, edition);
}

/** Out of an incident they may see, of its own event, where they are among the readers: nothing else is there for them. */
export async function attendeesFor(
  sql: Sql,
  org: string,
  member: string,
  incident: string,
  now: number,
): Promise<Uint8Array | null> {
  const row = await first<{ bytes: Uint8Array }>(
    sql,
    `select a.bytes from incident i join attendees a on a.org = i.org and a.edition = i.edition
     where i.org = $1 and i.incident = $3 and a.until > $4 and ${incidentVisible}
       and ${some('attendee_reader r where r.org = $1 and r.edition = a.edition and r.member = $2')}`,
    [org, member, incident, now],
  );
  return row?.bytes ?? null;
}
