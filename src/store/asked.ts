import type { Stream } from '#domain/record/header.ts';
import { parseLine } from '#wire/header.ts';
import type { AskedRow } from './gate-store.ts';
import type { Append, GrantRow } from './record-store.ts';
import { stream } from './records.ts';
import { first, insert, some, type Sql } from './sql.ts';

/**
 * The question of a two-step opening. Who holds `parties` of a report sees names and nothing else, until they answered;
 * the gate shows them nothing (`gate.ts`). `$1` is the organisation, `$2` the member, `l` says which incident holds
 * which report. db/guards.postgres.sql says the same a second time.
 */
const isAsked = `(
  ${some(`holder h where h.org = $1 and h.stream = 'report/' || l.report and h.compartment = 'parties'
    and h.member = $2`)}
  and not ${some(`holder h where h.org = $1 and h.stream = 'report/' || l.report and h.compartment = 'account'
    and h.member = $2`)}
  and not ${some(`incident_report k join bar b on b.org = k.org and b.report = k.report
    where k.org = $1 and k.incident = l.incident and b.member = $2`)}
  and not ${some(`incident_report k join away w on w.org = k.org and w.incident = k.incident
    where k.org = $1 and k.report = l.report and w.member = $2`)}
  and not ${some('answered n where n.org = $1 and n.incident = l.incident and n.member = $2')})`;

export async function putAnswered(sql: Sql, org: string, answered: NonNullable<Append['answered']>): Promise<void> {
  await insert(
    sql,
    'answered (org, incident, member)',
    answered.map(({ incident, member }) => [org, incident, member]),
    'on conflict do nothing',
  );
}

export async function askedFor(sql: Sql, org: string, member: string): Promise<readonly AskedRow[]> {
  const held = await sql.all<{ stream: Stream }>(
    `select stream from holder where org = $1 and member = $2 and compartment = 'parties' order by stream`,
    [org, member],
  );
  const asked: AskedRow[] = [];
  for (const { stream: name } of held) asked.push(...(await askedIn(sql, org, member, name)));
  const arrived = ({ entries }: AskedRow): number => entries[0]?.receivedAt ?? 0;
  return asked.toSorted((a, b) => arrived(a) - arrived(b) || (a.incident < b.incident ? -1 : 1));
}

async function askedIn(sql: Sql, org: string, member: string, name: Stream): Promise<readonly AskedRow[]> {
  const report = name.slice('report/'.length);
  const holding = await sql.all<{ incident: string }>(
    `select l.incident from incident_report l where l.org = $1 and l.report = $3 and ${isAsked} order by l.incident`,
    [org, member, report],
  );
  if (holding.length === 0) return [];
  const grant = await first<GrantRow>(
    sql,
    `select stream, compartment, epoch, member, hash from grant_file
     where org = $1 and stream = $3 and compartment = 'parties' and member = $2 order by epoch desc limit 1`,
    [org, member, name],
  );
  const entries = (await stream(sql, org, name))?.entries.filter(isOfParties) ?? [];
  const asked: AskedRow[] = [];
  for (const { incident } of holding) {
    const head = await first<AskedRow['head']>(sql, 'select seq, hash from head where org = $1 and stream = $2', [
      org,
      `incident/${incident}`,
    ]);
    if (grant !== null && head !== null) asked.push({ incident, report, entries, grant, head });
  }
  return asked;
}

function isOfParties(entry: AskedRow['entries'][number]): boolean {
  const header = parseLine(entry.inside?.line ?? entry.line);
  return header?.compartment === 'parties' && (header.kind === 'access' || header.kind === 'added');
}

export async function askedFile(
  sql: Sql,
  org: string,
  member: string,
  incident: string,
  hash: string,
): Promise<Uint8Array | null> {
  const row = await first<{ bytes: Uint8Array }>(
    sql,
    `select s.bytes from incident_report l join sealed s on s.org = l.org and s.hash = $4
     where l.org = $1 and l.incident = $3 and ${isAsked} and (
       exists (select 1 from entry e where e.org = $1 and e.file = $4 and e.file <> '' and e.compartment = 'parties'
         and e.stream = 'report/' || l.report)
       or exists (select 1 from grant_file g where g.org = $1 and g.hash = $4 and g.member = $2
         and g.compartment = 'parties' and g.stream = 'report/' || l.report)) limit 1`,
    [org, member, incident, hash],
  );
  return row?.bytes ?? null;
}
