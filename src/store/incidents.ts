import type { Stream } from '#domain/record/header.ts';
import { dueOrder, dutyPlaceOf, placeOf } from './cursor.ts';
import { stream } from './records.ts';
import { first, insert, type Sql, type Value } from './sql.ts';
import type { GrantRow, IncidentRecord, IncidentRow, OwedAt, OwedRow } from './store.ts';

const most = 100;

const columns = `i.incident, i.edition, i.code_name as "codeName", i.report, i.channel, i.received_at as "receivedAt",
  i.owed, i.due, i.ongoing, i.procedure`;

/**
 * [Note: One gate] Who sees what, said once, as conditions of every query that answers a member. `$1` is the
 * organisation, `$2` the member. A report: who is in its current `account` manifest and not barred on it.
 */
const reportVisible = (report: string): string => `(
  exists (select 1 from holder h where h.org = $1 and h.stream = 'report/' || ${report} and h.compartment = 'account'
    and h.member = $2)
  and not exists (select 1 from bar b where b.org = $1 and b.report = ${report} and b.member = $2))`;

/**
 * [Note: One gate] An incident `i`: who is in its current `internal` manifest or, before there is one, in its report's
 * `account` manifest; and barred on no report it holds. Suspension takes the member out of `holder` (`appendRoster`).
 */
const incidentVisible = `(
  case when exists (select 1 from access a where a.org = $1 and a.stream = 'incident/' || i.incident
      and a.compartment = 'internal')
    then exists (select 1 from holder h where h.org = $1 and h.stream = 'incident/' || i.incident
      and h.compartment = 'internal' and h.member = $2)
    else exists (select 1 from holder h where h.org = $1 and h.stream = 'report/' || i.report
      and h.compartment = 'account' and h.member = $2)
  end
  and not exists (select 1 from incident_report l join bar b on b.org = l.org and b.report = l.report
    where l.org = $1 and l.incident = i.incident and b.member = $2))`;

/** False when the code name is another incident's. */
export async function putIncident(sql: Sql, org: string, row: IncidentRow): Promise<boolean> {
  const values: readonly Value[] = [
    org,
    row.incident,
    row.codeName,
    row.edition,
    row.report,
    row.channel,
    row.receivedAt,
    row.owed,
    row.due,
    dueOrder(row),
    row.ongoing,
    row.procedure,
  ];
  const updated = await sql.all(
    `update incident set edition = $4, report = $5, channel = $6, received_at = $7, owed = $8, due = $9,
       due_order = $10, ongoing = $11, procedure = $12 where org = $1 and incident = $2 and code_name = $3 returning incident`,
    values,
  );
  if (updated.length === 0) {
    const into = `incident (org, incident, code_name, edition, report, channel, received_at, owed, due, due_order,
      ongoing, procedure)`;
    const added = await insert(sql, into, [values], 'on conflict do nothing returning incident');
    if (added.length === 0) return false;
  }
  const link = [[org, row.incident, row.report]];
  await insert(sql, 'incident_report (org, incident, report)', link, 'on conflict do nothing');
  return true;
}

export async function codeNameTaken(sql: Sql, org: string, name: string): Promise<boolean> {
  return (await first(sql, 'select 1 as taken from incident where org = $1 and code_name = $2', [org, name])) !== null;
}

export async function incidentOf(sql: Sql, org: string, report: string): Promise<IncidentRow | null> {
  return first<IncidentRow>(
    sql,
    `select ${columns} from incident i join incident_report l on l.org = i.org and l.incident = i.incident
     where i.org = $1 and l.report = $2 order by i.received_at, i.incident limit 1`,
    [org, report],
  );
}

export async function incidentById(
  sql: Sql,
  org: string,
  incident: string,
): Promise<{ readonly row: IncidentRow; readonly reports: readonly string[] } | null> {
  const row = await first<IncidentRow>(sql, `select ${columns} from incident i where i.org = $1 and i.incident = $2`, [
    org,
    incident,
  ]);
  if (row === null) return null;
  const held = await sql.all<{ report: string }>(
    'select report from incident_report where org = $1 and incident = $2 order by report',
    [org, incident],
  );
  return { row, reports: held.map(({ report }) => report) };
}

export async function incidentsOwing(
  sql: Sql,
  org: string,
  edition: string,
  page: { readonly after: string; readonly most: number },
): Promise<readonly string[]> {
  const rows = await sql.all<{ incident: string }>(
    `select incident from incident where org = $1 and edition = $2 and owed <> '' and incident > $3
     order by incident limit $4`,
    [org, edition, page.after, Math.max(0, Math.min(page.most, most))],
  );
  return rows.map(({ incident }) => incident);
}

export async function incidentVersions(sql: Sql, org: string): Promise<readonly string[]> {
  const rows = await sql.all<{ procedure: string }>('select distinct procedure from incident where org = $1', [org]);
  return rows.map(({ procedure }) => procedure);
}

/** What stood for this incident goes; these are what is open now. */
export async function putOwed(sql: Sql, org: string, incident: string, duties: readonly OwedRow[]): Promise<void> {
  await sql.run('delete from owed where org = $1 and incident = $2', [org, incident]);
  await insert(
    sql,
    'owed (org, incident, duty, cause, stream, owed_by, owner, owed_to, arose, due, due_order)',
    duties.map((d) => [
      org,
      incident,
      d.duty,
      d.cause,
      d.stream,
      JSON.stringify(d.owedBy),
      d.owner,
      d.owedTo,
      d.arose,
      d.due,
      dueOrder(d),
    ]),
  );
}

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
    `select ${columns} from incident i
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
    `select ${columns}, ${reportVisible('i.report')} as "reportVisible" from incident i
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
    grants: await grantsOf(sql, org, member, seesReport ? [incidentStream, reportStream] : [incidentStream]),
  };
}

async function mailboxRecord(sql: Sql, org: string, report: string): Promise<IncidentRecord['mailbox']> {
  const row = await first<{ id: string }>(sql, 'select id from mailbox where org = $1 and report = $2', [org, report]);
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
  const isOf = (name: string): string => `(${name} = 'incident/' || i.incident or exists (
    select 1 from incident_report l where l.org = $1 and l.incident = i.incident and ${name} = 'report/' || l.report
    and ${reportVisible('l.report')}))`;
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
