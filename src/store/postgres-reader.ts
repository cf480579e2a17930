import type { Reader } from './operations.ts';
import type { Connection } from './postgres-types.ts';

/** The tables of which nobody reads a row without saying for whom: db/guards.postgres.sql makes the policies. */
export const fenced = [
  'access',
  'answered',
  'attendee_reader',
  'attendees',
  'away',
  'bar',
  'entry',
  'grant_file',
  'head',
  'holder',
  'incident',
  'incident_report',
  'job',
  'mailbox',
  'mailbox_moved',
  'member_state',
  'notice',
  'notice_reader',
  'owed',
  'sealed',
  'sent',
  'submission',
  'thread',
] as const;

/** [Note: Second fence] Says for whom the rest of this transaction reads; it is forgotten with the transaction. */
export async function readAs(sql: Connection, reader: Exclude<Reader, 'nobody'>, org = '', member = ''): Promise<void> {
  await sql.unsafe(
    `select set_config('recourse.reader', $1, true), set_config('recourse.org', $2, true),
       set_config('recourse.member', $3, true)`,
    [reader, org, member],
    { prepare: true },
  );
}
