import { dueOrder } from './cursor.ts';
import type { IncidentRow, OwedRow } from './record-store.ts';
import { first, insert, type Sql, type Value } from './sql.ts';

/** How many rows a page has at most. */
export const most = 100;

export const incidentColumns = `i.incident, i.edition, i.code_name as "codeName", i.report, i.channel, i.received_at as "receivedAt",
  i.owed, i.due, i.ongoing, i.procedure, i.part_of as "partOf", i.closed, i.waits`;

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
    row.partOf,
    row.closed,
    row.waits,
  ];
  const updated = await sql.all(
    `update incident set edition = $4, report = $5, channel = $6, received_at = $7, owed = $8, due = $9,
       due_order = $10, ongoing = $11, procedure = $12, part_of = $13,
       closed = $14, waits = $15 where org = $1 and incident = $2 and code_name = $3 returning incident`,
    values,
  );
  if (updated.length === 0) {
    const into = `incident (org, incident, code_name, edition, report, channel, received_at, owed, due, due_order,
      ongoing, procedure, part_of, closed, waits)`;
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
    `select ${incidentColumns} from incident i join incident_report l on l.org = i.org and l.incident = i.incident
     where i.org = $1 and l.report = $2 order by i.received_at, i.incident limit 1`,
    [org, report],
  );
}

export async function incidentById(
  sql: Sql,
  org: string,
  incident: string,
): Promise<{ readonly row: IncidentRow; readonly reports: readonly string[] } | null> {
  const row = await first<IncidentRow>(
    sql,
    `select ${incidentColumns} from incident i where i.org = $1 and i.incident = $2`,
    [org, incident],
  );
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

/** Who stood for this incident goes; these are kept out of it now. */
export async function putAway(sql: Sql, org: string, incident: string, members: readonly string[]): Promise<void> {
  await sql.run('delete from away where org = $1 and incident = $2', [org, incident]);
  await insert(
    sql,
    'away (org, incident, member)',
    members.map((member) => [org, incident, member]),
    'on conflict do nothing',
  );
}
