import { endHallwayOf } from './hallway.ts';
import type { Enrolment, Invitation, UnlockRow } from './member-store.ts';
import { first, insert, type Sql } from './sql.ts';

/** A session lasts no longer than this; see `addSession`. */
const longestSession = 12 * 60 * 60 * 1000;

export async function putUnlock(sql: Sql, org: string, row: UnlockRow): Promise<boolean> {
  const added = await insert(
    sql,
    'unlock (org, handle, bearer, member, file)',
    [[org, row.handle, row.bearer, row.member, row.file]],
    'on conflict do nothing returning handle',
  );
  return added.length === 1;
}

export async function unlockFor(sql: Sql, org: string, handle: string, bearer: string): Promise<UnlockRow | null> {
  return first<UnlockRow>(
    sql,
    'select handle, bearer, member, file from unlock where org = $1 and handle = $2 and bearer = $3',
    [org, handle, bearer],
  );
}

export async function addSession(
  sql: Sql,
  org: string,
  session: { readonly hash: string; readonly member: string; readonly until: number },
): Promise<void> {
  // A session that ended before one of full length could have begun has ended by now: nobody's hours are kept.
  await sql.run('delete from session where org = $1 and until <= $2', [org, session.until - longestSession]);
  await insert(sql, 'session (org, hash, member, until)', [[org, session.hash, session.member, session.until]]);
}

export async function sessionMember(sql: Sql, org: string, hash: string, now: number): Promise<string | null> {
  const row = await first<{ member: string }>(
    sql,
    'select member from session where org = $1 and hash = $2 and until > $3',
    [org, hash, now],
  );
  return row?.member ?? null;
}

export async function endSession(sql: Sql, org: string, hash: string): Promise<void> {
  await sql.run('delete from session where org = $1 and hash = $2', [org, hash]);
}

export async function memberState(
  sql: Sql,
  org: string,
  member: string,
): Promise<{ readonly counter: number; readonly bytes: Uint8Array } | null> {
  return first(sql, 'select counter, bytes from member_state where org = $1 and member = $2', [org, member]);
}

export async function putMemberState(
  sql: Sql,
  org: string,
  member: string,
  counter: number,
  bytes: Uint8Array,
): Promise<boolean> {
  const put = await insert(
    sql,
    'member_state (org, member, counter, bytes)',
    [[org, member, counter, bytes]],
    `on conflict (org, member) do update set counter = excluded.counter, bytes = excluded.bytes
     where member_state.counter < excluded.counter returning member`,
  );
  return put.length === 1;
}

export async function putAddress(sql: Sql, org: string, member: string, address: string): Promise<void> {
  await insert(
    sql,
    'alert_address (org, member, address)',
    [[org, member, address]],
    'on conflict (org, member) do update set address = excluded.address',
  );
  // That the one before did not work says nothing of this one.
  await sql.run(`delete from dead_way where org = $1 and member = $2 and way like 'mail-%'`, [org, member]);
}

export async function alertAddress(sql: Sql, org: string, member: string): Promise<string | null> {
  const row = await first<{ address: string }>(
    sql,
    'select address from alert_address where org = $1 and member = $2',
    [org, member],
  );
  return row?.address ?? null;
}

/** What waits in the enrolment for the roster: the way in that its keys bring, the file as base64. */
interface WayIn extends Omit<UnlockRow, 'member' | 'file'> {
  readonly file: string;
  readonly address: string;
}

interface InvitationRow extends Omit<Invitation, 'roles' | 'rights' | 'enrolment'> {
  readonly roles: string;
  readonly rights: string;
  readonly enrolment: string;
}

const columns = 'id, member, name, roles, rights, secret, expires, invited_by as "by", enrolment';

const invitationOf = (row: InvitationRow): Invitation => ({
  ...row,
  roles: JSON.parse(row.roles) as Invitation['roles'],
  rights: JSON.parse(row.rights) as Invitation['rights'],
  enrolment: row.enrolment === '' ? null : enrolmentIn(row.enrolment),
});

/** Without its way in: that is nobody's business. */
function enrolmentIn(kept: string): Enrolment {
  const { recipient, sign, mac, at } = JSON.parse(kept) as Enrolment;
  return { recipient, sign, mac, at };
}

export async function invite(sql: Sql, org: string, invited: Invitation): Promise<void> {
  const { id, member, name, secret, expires, by, enrolment } = invited;
  const roles = JSON.stringify(invited.roles);
  const rights = JSON.stringify(invited.rights);
  await insert(sql, 'invitation (org, id, member, name, roles, rights, secret, expires, invited_by, enrolment)', [
    [org, id, member, name, roles, rights, secret, expires, by, enrolment === null ? '' : JSON.stringify(enrolment)],
  ]);
}

export async function invitations(sql: Sql, org: string): Promise<readonly Invitation[]> {
  const rows = await sql.all<InvitationRow>(`select ${columns} from invitation where org = $1 order by expires, id`, [
    org,
  ]);
  return rows.map(invitationOf);
}

export async function invitation(sql: Sql, org: string, id: string, now: number): Promise<Invitation | null> {
  const row = await first<InvitationRow>(
    sql,
    `select ${columns} from invitation where org = $1 and id = $2 and expires > $3`,
    [org, id, now],
  );
  return row && invitationOf(row);
}

/**
 * [Note: No way in before the roster] An invitation carries a member's id and is one steward's work. Words that came
 * back through it open nothing until a note names its keys (`letIn`), or one steward could sign in as somebody else.
 */
export async function enrol(
  sql: Sql,
  org: string,
  id: string,
  enrolment: Enrolment,
  unlock: UnlockRow,
  address: string,
  now: number,
): Promise<boolean> {
  const { handle, bearer } = unlock;
  const wayIn: WayIn = { handle, bearer, file: Buffer.from(unlock.file).toString('base64'), address };
  const used = await sql.all(
    `update invitation set enrolment = $3 where org = $1 and id = $2 and enrolment = '' and expires > $4 returning id`,
    [org, id, JSON.stringify({ ...enrolment, wayIn }), now],
  );
  return used.length > 0;
}

/** The roster names the invitation's keys now: they open, older ones of that member no longer do, and the invitation is over. */
export async function letIn(sql: Sql, org: string, id: string): Promise<void> {
  const [row] = await sql.all<{ member: string; enrolment: string }>(
    'delete from invitation where org = $1 and id = $2 returning member, enrolment',
    [org, id],
  );
  if (row === undefined || row.enrolment === '') return;
  const { wayIn } = JSON.parse(row.enrolment) as { readonly wayIn: WayIn };
  for (const table of ['session', 'unlock'])
    await sql.run(`delete from ${table} where org = $1 and member = $2`, [org, row.member]);
  await endHallwayOf(sql, org, row.member);
  const file = new Uint8Array(Buffer.from(wayIn.file, 'base64'));
  const { handle, bearer, address } = wayIn;
  if (!(await putUnlock(sql, org, { handle, bearer, member: row.member, file })))
    throw new Error('an unlock handle that is in use');
  await putAddress(sql, org, row.member, address);
}

export async function endInvitation(sql: Sql, org: string, id: string): Promise<void> {
  await sql.run('delete from invitation where org = $1 and id = $2', [org, id]);
}
