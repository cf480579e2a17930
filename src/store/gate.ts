import type { Stream } from '#domain/record/header.ts';
import { dutyPlaceOf, placeOf } from './cursor.ts';
import type { Heads, IncidentRecord, OwedAt } from './gate-store.ts';
import { incidentColumns, most } from './incidents.ts';
import type { GrantRow, IncidentRow } from './record-store.ts';
import { stream } from './records.ts';
import { first, some, type Sql } from './sql.ts';

/**
 * [Note: One gate] Who sees what, said once, as conditions of every query that answers a member. `$1` is the
 * organisation, `$2` the member. A report: who is in its current `account` manifest, not barred on it, and kept out of
 * no incident that holds it. db/guards.postgres.sql says the same a second time: what is changed here is changed there.
 */
const reportVisible = (report: string): string => `(
  ${some(`holder h where h.org = $1 and h.stream = 'report/' || ${report} and h.compartment = 'account'
    and h.member = $2`)}
  and not ${some(`bar b where b.org = $1 and b.report = ${report} and b.member = $2`)}
  and not ${some(`incident_report k join away w on w.org = k.org and w.incident = k.incident
    where k.org = $1 and k.report = ${report} and w.member = $2`)})`;

/**
 * [Note: One gate] An incident `i`: who is in its current `internal` manifest or, before there is one, in its report's
 * `account` manifest; is barred on no report it holds, and not kept out of it. Suspension takes the member out of
 * `holder` (`appendRoster`). Holding `parties` alone shows nothing here: see `asked.ts`.
 */
export const incidentVisible = `(
  case when ${some(`access a where a.org = $1 and a.stream = 'incident/' || i.incident and a.compartment = 'internal'`)}
    then ${some(`holder h where h.org = $1 and h.stream = 'incident/' || i.incident and h.compartment = 'internal'
      and h.member = $2`)}
    else ${some(`holder h where h.org = $1 and h.stream = 'report/' || i.report and h.compartment = 'account'
      and h.member = $2`)}
  end
  and not ${some(`incident_report l join bar b on b.org = l.org and b.report = l.report
    where l.org = $1 and l.incident = i.incident and b.member = $2`)}
  and not ${some('away w where w.org = $1 and w.incident = i.incident and w.member = $2')})`;

export async function dutiesFor(
  sql: Sql,
  org: string,
  member: string,
  page: { readonly after: string; readonly most: number },
): Promise<readonly OwedAt[]> {
  const rows = await sql.all<Omit<OwedAt, 'owedBy'> & { readonly owedBy: string }>(
    `select o.incident, i.edition, i.code_name as "codeName", i.procedure, o.duty, o.cause, o.stream, o.owed_by as "owedBy",
       o.owner, o.owed_to as "owedTo", o.arose, o.due
     from owed o join incident i on i.org = o.org and i.incident = o.incident
     where o.org = $1 and (o.due_order, o.arose, o.incident, o.duty, o.cause, o.stream) > ($3, $4, $5, $6, $7, $8)
       and ${incidentVisible}
     order by o.due_order, o.arose, o.incident, o.duty, o.cause, o.stream limit $9`,
    [org, member, ...dutyPlaceOf(page.after), Math.max(0, Math.min(page.most, most))],
  );
  return rows.map((row) => ({ ...row, owedBy: JSON.parse(row.owedBy) as readonly string[] }));
}

export async function incidentsFor(
  sql: Sql,
  org: string,
  member: string,
  page: { readonly after: string; readonly most: number },
): Promise<readonly IncidentRow[]> {
  return sql.all<IncidentRow>(
    `select ${incidentColumns} from incident i
     where i.org = $1 and (i.due_order, i.received_at, i.incident) > ($3, $4, $5) and ${incidentVisible}
     order by i.due_order, i.received_at, i.incident limit $6`,
    [org, member, ...placeOf(page.after), Math.max(0, Math.min(page.most, most))],
  );
}

export async function recordFor(
  sql: Sql,
  org: string,
  member: string,
  incident: string,
): Promise<IncidentRecord | null> {
  const found = await first<IncidentRow & { reportVisible: number | boolean }>(
    sql,
    `select ${incidentColumns}, ${reportVisible('i.report')} as "reportVisible" from incident i
     where i.org = $1 and i.incident = $3 and ${incidentVisible}`,
    [org, member, incident],
  );
  if (found === null) return null;
  const { reportVisible: seesReport, ...row } = found;
  const reportStream: Stream = `report/${row.report}`;
  const incidentStream: Stream = `incident/${row.incident}`;
  const report = seesReport ? await stream(sql, org, reportStream) : null;
  return {
    row,
    incident: (await stream(sql, org, incidentStream)) ?? { stream: incidentStream, entries: [] },
    report: report ?? { stream: reportStream, entries: [] },
    mailbox: seesReport ? await mailboxRecord(sql, org, row.report) : null,
    audit: await stream(sql, org, `audit/${row.incident}`),
    grants: await grantsOf(sql, org, member, seesReport ? [incidentStream, reportStream] : [incidentStream]),
  };
}

/** One statement of a few look-ups by key: an open page asks it every few seconds. */
export async function headsFor(sql: Sql, org: string, member: string, incident: string): Promise<Heads | null> {
  const ifReport = (hash: string): string => `case when ${reportVisible('i.report')} then ${hash} else '' end`;
  const head = (name: string): string => `coalesce((select hash from head where org = $1 and stream = ${name}), '')`;
  const mailbox = `coalesce((select (select h.hash from head h where h.org = $1 and h.stream = 'mailbox/' || m.id)
    from mailbox m where m.org = $1 and m.report = i.report order by m.id limit 1), '')`;
  return first<Heads>(
    sql,
    `select ${head(`'incident/' || i.incident`)} as incident, ${ifReport(head(`'report/' || i.report`))} as report,
       ${ifReport(mailbox)} as mailbox
     from incident i where i.org = $1 and i.incident = $3 and ${incidentVisible}`,
    [org, member, incident],
  );
}

async function mailboxRecord(sql: Sql, org: string, report: string): Promise<IncidentRecord['mailbox']> {
  const row = await first<{ id: string }>(
    sql,
    'select id from mailbox where org = $1 and report = $2 order by id limit 1',
    [org, report],
  );
  return row && stream(sql, org, `mailbox/${row.id}`);
}

async function grantsOf(
  sql: Sql,
  org: string,
  member: string,
  streams: readonly Stream[],
): Promise<readonly GrantRow[]> {
  const grants = await Promise.all(
    streams.map((name) =>
      sql.all<GrantRow>(
        `select stream, compartment, epoch, member, hash from grant_file
         where org = $1 and member = $2 and stream = $3 order by compartment, epoch`,
        [org, member, name],
      ),
    ),
  );
  return grants.flat();
}

/** Files of the incident's own entries, of its visible reports' entries, and this member's own grants on either. */
export async function fileFor(
  sql: Sql,
  org: string,
  member: string,
  incident: string,
  hash: string,
): Promise<Uint8Array | null> {
  const isOf = (name: string): string => `(${name} = 'incident/' || i.incident or
    ${some(`incident_report l where l.org = $1 and l.incident = i.incident and ${name} = 'report/' || l.report
      and ${reportVisible('l.report')}`)})`;
  const row = await first<{ bytes: Uint8Array }>(
    sql,
    `select s.bytes from incident i join sealed s on s.org = i.org and s.hash = $4
     where i.org = $1 and i.incident = $3 and ${incidentVisible} and (
       exists (select 1 from entry e where e.org = $1 and e.file = $4 and e.file <> '' and ${isOf('e.stream')})
       or exists (select 1 from grant_file g where g.org = $1 and g.hash = $4 and g.member = $2
         and ${isOf('g.stream')}))`,
    [org, member, incident, hash],
  );
  return row?.bytes ?? null;
}
