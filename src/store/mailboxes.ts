import type { MailboxRow } from './mailbox-store.ts';
import type { Append } from './record-store.ts';
import { forget } from './sealed.ts';
import { first, insert, type Sql } from './sql.ts';

const columns = 'id, bearer, report, edition';

/** False when the id is in use, or was until its mailbox moved. */
export async function openMailbox(sql: Sql, org: string, row: MailboxRow): Promise<boolean> {
  if ((await first(sql, 'select id from mailbox_moved where org = $1 and id = $2', [org, row.id])) !== null)
    return false;
  const values = [[org, row.id, row.bearer, row.report, row.edition]];
  const added = await insert(sql, `mailbox (org, ${columns})`, values, 'on conflict do nothing returning id');
  return added.length === 1;
}

/**
 * The row and the files of its stream go; the entries stay (they are headers, and append-only). The notice keeps the
 * old bearer's hash, which opens nothing any more: only the holder of the old words is told of the move.
 */
export async function moveMailbox(sql: Sql, org: string, gone: NonNullable<Append['mailboxGone']>): Promise<void> {
  const [row] = await sql.all<{ bearer: string }>('delete from mailbox where org = $1 and id = $2 returning bearer', [
    org,
    gone.id,
  ]);
  if (row === undefined) return;
  await insert(sql, 'mailbox_moved (org, id, bearer, moved_at)', [[org, gone.id, row.bearer, gone.at]]);
  const stream = `mailbox/${gone.id}` as const;
  const files = await sql.all<{ file: string }>(
    `select distinct file from entry where org = $1 and stream = $2 and file <> '' order by file`,
    [org, stream],
  );
  await forget(
    sql,
    org,
    files.map((entry) => entry.file),
    stream,
  );
}

export async function mailboxFor(
  sql: Sql,
  org: string,
  id: string,
  bearer: string,
): Promise<MailboxRow | { readonly moved: number } | null> {
  const values = [org, id, bearer];
  const row = await first<MailboxRow>(
    sql,
    `select ${columns} from mailbox where org = $1 and id = $2 and bearer = $3`,
    values,
  );
  return (
    row ??
    first<{ moved: number }>(
      sql,
      'select moved_at as moved from mailbox_moved where org = $1 and id = $2 and bearer = $3',
      values,
    )
  );
}

export async function mailboxById(sql: Sql, org: string, id: string): Promise<MailboxRow | null> {
  return first<MailboxRow>(sql, `select ${columns} from mailbox where org = $1 and id = $2`, [org, id]);
}
