import type { Stream } from '#domain/record/header.ts';
import type { StoredEntry } from '#wire/entry.ts';
import { parseLine } from '#wire/header.ts';
import { putAnswered } from './asked.ts';
import { putAttendees } from './attendees.ts';
import type { NewJob } from './job-store.ts';
import { putNotice } from './notices.ts';
import { putAway, putIncident, putOwed } from './incidents.ts';
import { putThread } from './letters.ts';
import { moveMailbox, openMailbox } from './mailboxes.ts';
import { keepProcedures } from './procedure-texts.ts';
import type { AccessRow, Append, Appended, GrantRow, NewEntry, StreamAppend } from './record-store.ts';
import { forget } from './sealed.ts';
import { insert, Undo, type Sql, type Value } from './sql.ts';

/** The file that a row brings, `''` for none, and whose it is; of the entry inside when the row only places it. */
function broughtBy(entry: StoredEntry): { readonly file: string; readonly compartment: string } {
  const { file = '', compartment = '' } = parseLine(entry.inside?.line ?? entry.line) ?? {};
  return { file, compartment };
}

/** [Note: Expected head] Takes the head from the hash the author saw to the new one. Only one of two writers can. */
async function moveHead(sql: Sql, org: string, { stream, expect, entries }: StreamAppend): Promise<boolean> {
  const start = entries[0];
  const end = entries.at(-1);
  if (start === undefined || end === undefined) {
    const held = await sql.all(
      'update head set seq = seq where org = $1 and stream = $2 and hash = $3 returning stream',
      [org, stream, expect],
    );
    return held.length === 1;
  }
  if (entries.some((entry, i) => entry.seq !== start.seq + i)) throw new Error(`a gap in the batch for ${stream}`);
  const moved =
    expect === '' && start.seq === 0
      ? await sql.all(
          'insert into head (org, stream, seq, hash) values ($1, $2, $3, $4) on conflict do nothing returning stream',
          [org, stream, end.seq, end.hash],
        )
      : await sql.all(
          `update head set seq = $3, hash = $4 where org = $1 and stream = $2 and hash = $5 and seq = $6
           returning stream`,
          [org, stream, end.seq, end.hash, expect, start.seq - 1],
        );
  return moved.length === 1;
}

function entryRow(org: string, stream: Stream, entry: NewEntry): readonly Value[] {
  const { seq, id, hash, line, hsig, inside, receivedAt } = entry;
  const { file, compartment } = broughtBy(entry);
  return [
    org,
    stream,
    seq,
    id,
    hash,
    line,
    hsig,
    inside?.line ?? '',
    inside?.hsig ?? '',
    file,
    compartment,
    receivedAt,
  ];
}

async function addEntries(sql: Sql, org: string, { stream, entries }: StreamAppend): Promise<boolean> {
  const columns = 'org, stream, seq, id, hash, line, hsig, inside_line, inside_hsig, file, compartment, received_at';
  const added = await insert(
    sql,
    `entry (${columns})`,
    entries.map((entry) => entryRow(org, stream, entry)),
    'on conflict do nothing returning seq',
  );
  return added.length === entries.length;
}

/** What stood for (stream, compartment) is replaced; who is no longer in it loses every grant of the compartment. */
async function putAccess(sql: Sql, org: string, row: AccessRow): Promise<void> {
  const key = [org, row.stream, row.compartment] as const;
  await insert(
    sql,
    'access (org, stream, compartment, epoch)',
    [[...key, row.epoch]],
    'on conflict (org, stream, compartment) do update set epoch = excluded.epoch',
  );
  await sql.run('delete from holder where org = $1 and stream = $2 and compartment = $3', key);
  await insert(
    sql,
    'holder (org, stream, compartment, member)',
    row.members.map((member) => [...key, member]),
    'on conflict do nothing',
  );
  const ended = await sql.all<{ hash: string }>(
    `delete from grant_file where org = $1 and stream = $2 and compartment = $3 and member not in
     (select h.member from holder h where h.org = $1 and h.stream = $2 and h.compartment = $3) returning hash`,
    key,
  );
  await forget(
    sql,
    org,
    ended.map((grant) => grant.hash),
  );
}

async function putGrants(sql: Sql, org: string, grants: readonly GrantRow[]): Promise<void> {
  await insert(
    sql,
    'grant_file (org, stream, compartment, epoch, member, hash)',
    grants.map((g) => [org, g.stream, g.compartment, g.epoch, g.member, g.hash]),
    'on conflict (org, stream, compartment, epoch, member) do update set hash = excluded.hash',
  );
}

/** Whatever a member holds in a stream goes; that a manifest stands (`access`) stays. */
async function endHolding(sql: Sql, org: string, ends: NonNullable<Append['ends']>): Promise<void> {
  const ended: string[] = [];
  for (const { stream, member } of ends) {
    const key = [org, stream, member];
    await sql.run('delete from holder where org = $1 and stream = $2 and member = $3', key);
    const grants = await sql.all<{ hash: string }>(
      'delete from grant_file where org = $1 and stream = $2 and member = $3 returning hash',
      key,
    );
    ended.push(...grants.map(({ hash }) => hash));
  }
  await forget(sql, org, ended);
}

/** A bar that the same batch lays and lifts stays: in doubt somebody is kept out. */
async function putBars(sql: Sql, batch: Append): Promise<void> {
  for (const { report, member } of batch.unbars ?? [])
    await sql.run('delete from bar where org = $1 and report = $2 and member = $3', [batch.org, report, member]);
  await insert(
    sql,
    'bar (org, report, member)',
    (batch.bars ?? []).map((bar) => [batch.org, bar.report, bar.member]),
    'on conflict do nothing',
  );
}

/** What is queued already stays, done or not; a reminder that is still to come takes the earlier of two times. */
export async function putJobs(sql: Sql, org: string, jobs: readonly NewJob[]): Promise<void> {
  const once = new Map(jobs.toSorted((a, b) => b.at - a.at).map((job) => [job.id, job]));
  await insert(
    sql,
    'job (org, id, kind, payload, due, lease_until, tries, done)',
    [...once.values()].map((job) => [org, job.id, job.kind, job.payload, job.at, 0, 0, 0]),
    `on conflict (id) do update set due = excluded.due
     where job.done = 0 and job.kind = 'remind' and excluded.due < job.due`,
  );
}

/** Everything of one act. Streams and files in sorted order, so that two acts never wait for each other in a ring. */
export async function append(sql: Sql, batch: Append): Promise<Appended> {
  const { org } = batch;
  const refuse = (refused: 'stale' | 'taken', stream?: Stream): never => {
    throw new Undo({ refused, ...(stream !== undefined && { stream }) } satisfies Appended);
  };
  const streams = batch.streams.toSorted((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0));
  for (const part of streams) if (!(await moveHead(sql, org, part))) refuse('stale', part.stream);
  for (const part of streams) if (!(await addEntries(sql, org, part))) refuse('taken', part.stream);
  const files = (batch.files ?? []).toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
  await insert(
    sql,
    'sealed (org, hash, bytes)',
    files.map((file) => [org, file.hash, file.bytes]),
    'on conflict do nothing',
  );
  for (const row of batch.access ?? []) await putAccess(sql, org, row);
  await putGrants(sql, org, batch.grants ?? []);
  await endHolding(sql, org, batch.ends ?? []);
  await putBars(sql, batch);
  for (const { incident, members } of batch.away ?? []) await putAway(sql, org, incident, members);
  await putAnswered(sql, org, batch.answered ?? []);
  for (const notice of batch.notices ?? []) await putNotice(sql, org, notice);
  for (const row of batch.rows ?? []) if (!(await putIncident(sql, org, row))) refuse('taken');
  for (const { incident, duties } of batch.owed ?? []) await putOwed(sql, org, incident, duties);
  for (const change of batch.attendees ?? []) await putAttendees(sql, org, change);
  await keepProcedures(sql, org, batch.procedures ?? []);
  if (batch.mailboxGone !== undefined) await moveMailbox(sql, org, batch.mailboxGone);
  if (batch.mailbox !== undefined && !(await openMailbox(sql, org, batch.mailbox))) refuse('taken');
  if (batch.known !== undefined) await putThread(sql, org, batch.known.keys, batch.known.report, batch.known.at);
  if (batch.submission !== undefined) {
    const { report, mac } = batch.submission;
    const row = [[org, report, mac]];
    const added = await insert(sql, 'submission (org, report, mac)', row, 'on conflict do nothing returning mac');
    if (added.length === 0) refuse('taken');
  }
  await putJobs(sql, org, batch.jobs ?? []);
  return { appended: true };
}
