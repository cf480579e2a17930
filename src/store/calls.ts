import type { CallLimits, NewStaffCall, StaffCall } from './call-store.ts';
import type { NewJob } from './job-store.ts';
import { first, insert, some, type Sql } from './sql.ts';
import { putJobs } from './append.ts';

interface Row extends Omit<NewStaffCall, 'members'> {
  readonly rings: number;
}

const columns = `c.id, c.edition, c.purpose, c.caller, c.author, c.file, c.called_at as "at", c.ends_at as "endsAt", c.rings`;

const answered = (says: string): string =>
  some(`staff_call_member m where m.org = c.org and m.id = c.id and m.answer = '${says}'`);

async function whole(sql: Sql, org: string, row: Row): Promise<StaffCall> {
  const answers = await sql.all<StaffCall['answers'][number]>(
    `select member, answer as "says", answered_at as "at" from staff_call_member where org = $1 and id = $2
     order by member`,
    [org, row.id],
  );
  return { ...row, answers };
}

/** How many may stand at once is counted with those of one edition; how many are made, with those of one session. */
async function isTooMany(sql: Sql, org: string, call: NewStaffCall, limits: CallLimits): Promise<boolean> {
  const open = await first<{ n: number }>(
    sql,
    `select count(*) as n from staff_call c where c.org = $1 and c.edition = $2 and c.ends_at > $3
     and not ${answered('done')} and (c.called_at > $4 or ${answered('coming')})`,
    [org, call.edition, call.at, limits.unansweredSince],
  );
  const made = await first<{ n: number }>(
    sql,
    'select count(*) as n from staff_call c where c.org = $1 and c.caller = $2 and c.called_at > $3',
    [org, call.caller, limits.madeSince],
  );
  return (open?.n ?? 0) >= limits.open || (made?.n ?? 0) >= limits.made;
}

/** The call with the jobs that ring it. The same call of the same session again is `there`, and rings no more for it. */
export async function addCall(
  sql: Sql,
  org: string,
  call: NewStaffCall,
  limits: CallLimits,
  jobs: readonly NewJob[],
): Promise<'added' | 'there' | 'taken' | 'too-many'> {
  const there = await first<{ caller: string }>(
    sql,
    'select c.caller from staff_call c where c.org = $1 and c.id = $2',
    [org, call.id],
  );
  if (there !== null) return there.caller === call.caller ? 'there' : 'taken';
  if (await isTooMany(sql, org, call, limits)) return 'too-many';
  const { id, edition, purpose, caller, author, file, at, endsAt } = call;
  const added = await insert(
    sql,
    'staff_call (org, id, edition, purpose, caller, author, file, called_at, rings, ends_at)',
    [[org, id, edition, purpose, caller, author, file, at, 0, endsAt]],
    'on conflict do nothing returning id',
  );
  if (added.length === 0) return 'there';
  await insert(
    sql,
    'staff_call_member (org, id, member, answer, answered_at)',
    call.members.map((member) => [org, id, member, '', 0]),
  );
  await putJobs(sql, org, jobs);
  return 'added';
}

/** A call regardless of who asks: its answers are for the session that called and for those who are called. */
export async function callById(sql: Sql, org: string, id: string): Promise<StaffCall | null> {
  const row = await first<Row>(sql, `select ${columns} from staff_call c where c.org = $1 and c.id = $2`, [org, id]);
  return row && whole(sql, org, row);
}

/** The calls to this member that were made after `since`, ms, oldest first. */
export async function callsFor(sql: Sql, org: string, member: string, since: number): Promise<readonly StaffCall[]> {
  const rows = await sql.all<Row>(
    `select ${columns} from staff_call_member m join staff_call c on c.org = m.org and c.id = m.id
     where m.org = $1 and m.member = $2 and c.called_at > $3 order by c.called_at, c.id`,
    [org, member, since],
  );
  const calls: StaffCall[] = [];
  for (const row of rows) calls.push(await whole(sql, org, row));
  return calls;
}

/** False: they are not called by it. What they said before is replaced. */
export async function answerCall(
  sql: Sql,
  org: string,
  id: string,
  member: string,
  { says, at }: { readonly says: string; readonly at: number },
): Promise<boolean> {
  const rows = await sql.all(
    `update staff_call_member set answer = $4, answered_at = $5 where org = $1 and id = $2 and member = $3
     returning member`,
    [org, id, member, says, at],
  );
  return rows.length === 1;
}

/** It rang so often now; never counts back. */
export async function callRang(sql: Sql, org: string, id: string, rings: number): Promise<void> {
  await sql.run('update staff_call set rings = $3 where org = $1 and id = $2 and rings < $3', [org, id, rings]);
}

export async function forgetCall(sql: Sql, org: string, id: string): Promise<void> {
  for (const table of ['staff_call_member', 'staff_call'])
    await sql.run(`delete from ${table} where org = $1 and id = $2`, [org, id]);
  sql.erased();
}
