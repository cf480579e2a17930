import type { Stream } from '#domain/record/header.ts';
import type { StoredEntry } from '#wire/entry.ts';
import type { Record } from './record-store.ts';
import { first, type Sql } from './sql.ts';

interface EntryRow {
  readonly stream: Stream;
  readonly line: string;
  readonly hsig: string;
  readonly insideLine: string;
  readonly insideHsig: string;
  readonly receivedAt: number;
}

const entryColumns = `stream, line, hsig, inside_line as "insideLine", inside_hsig as "insideHsig",
  received_at as "receivedAt"`;

const storedOf = (row: EntryRow): StoredEntry => ({
  line: row.line,
  hsig: row.hsig,
  receivedAt: row.receivedAt,
  ...(row.insideLine !== '' && { inside: { line: row.insideLine, hsig: row.insideHsig } }),
});

export async function stream(sql: Sql, org: string, name: Stream): Promise<Record | null> {
  const rows = await sql.all<EntryRow>(
    `select ${entryColumns} from entry where org = $1 and stream = $2 order by seq`,
    [org, name],
  );
  return rows.length === 0 ? null : { stream: name, entries: rows.map(storedOf) };
}

export async function editions(sql: Sql, org: string): Promise<readonly Record[]> {
  const rows = await sql.all<EntryRow>(
    `select ${entryColumns} from entry where org = $1 and substr(stream, 1, 8) = 'edition/' order by stream, seq`,
    [org],
  );
  const byStream = Map.groupBy(rows, (row) => row.stream);
  return [...byStream].map(([name, entries]) => ({ stream: name, entries: entries.map(storedOf) }));
}

export async function submission(sql: Sql, org: string, report: string): Promise<{ readonly mac: string } | null> {
  return first(sql, 'select mac from submission where org = $1 and report = $2', [org, report]);
}

export async function counts(sql: Sql): Promise<{ reports: number; entries: number; files: number }> {
  const row = await first<{ reports: number; entries: number; files: number }>(
    sql,
    `select (select count(*) from head where stream like 'report/%') as reports,
       (select count(*) from entry) as entries, (select count(*) from sealed) as files`,
  );
  return row ?? { reports: 0, entries: 0, files: 0 };
}
