import { append } from './append.ts';
import { endHallwayOf } from './hallway.ts';
import type { Foundation, OrganisationRow, Proposal, RecipientRow, SealingKeyRow } from './member-store.ts';
import { letIn, putAddress, putUnlock } from './members.ts';
import { forget } from './sealed.ts';
import { first, insert, Undo, type Sql } from './sql.ts';
import type { Store } from './store.ts';

export async function organisation(sql: Sql): Promise<OrganisationRow | null> {
  const row = await first<{ org: string; rootPublic: string; rehearsal: number; createdAt: number }>(
    sql,
    `select org, root_public as "rootPublic", rehearsal, created_at as "createdAt" from organisation
     order by created_at limit 1`,
  );
  return row && { ...row, rehearsal: row.rehearsal === 1 };
}

async function theOrg(sql: Sql): Promise<string> {
  const row = await organisation(sql);
  if (row === null) throw new Error('there is no organisation yet');
  return row.org;
}

export async function sealingKey(sql: Sql): Promise<SealingKeyRow | null> {
  return first<SealingKeyRow>(sql, 'select public, seed from sealing_key');
}

/** The first of several processes wins; all of them are answered its key. */
export async function keepSealingKey(sql: Sql, made: SealingKeyRow): Promise<SealingKeyRow | null> {
  await insert(sql, 'sealing_key (place, public, seed)', [[1, made.public, made.seed]], 'on conflict do nothing');
  return sealingKey(sql);
}

export async function setSetupLink(sql: Sql, hash: string): Promise<void> {
  const tail = 'on conflict (place) do update set hash = excluded.hash';
  await insert(sql, 'setup_link (place, hash)', [[1, hash]], tail);
}

export async function setupLink(sql: Sql): Promise<string | null> {
  return (await first<{ hash: string }>(sql, 'select hash from setup_link'))?.hash ?? null;
}

/** One row of `meta` decides who was first: the names of two organisations would not collide by themselves. */
export async function found(sql: Sql, foundation: Foundation): Promise<boolean> {
  const { organisation: row } = foundation;
  const { org } = row;
  const mine = await insert(
    sql,
    'meta (name, value)',
    [['organisation', org]],
    'on conflict do nothing returning value',
  );
  if (mine.length === 0) return false;
  const values = [org, row.rootPublic, row.rehearsal ? 1 : 0, row.createdAt];
  await insert(sql, 'organisation (org, root_public, rehearsal, created_at)', [values]);
  await insert(sql, 'roster (org, version, note)', [[org, foundation.rosterVersion, foundation.rosterNote]]);
  await addRecipients(sql, org, foundation.recipients);
  for (const unlock of foundation.unlock) {
    if (!(await putUnlock(sql, org, unlock))) throw new Error('the foundation names one unlock handle twice');
  }
  for (const { member, address } of foundation.alertAddresses) await putAddress(sql, org, member, address);
  if (foundation.append.org !== org) throw new Error('the foundation appends to another organisation');
  await appended(sql, foundation);
  await sql.run('delete from setup_link');
  return true;
}

/** A refusal would be the caller's mistake here: nothing stands yet that it could collide with. */
async function appended(sql: Sql, foundation: Foundation): Promise<void> {
  try {
    await append(sql, foundation.append);
  } catch (error) {
    if (error instanceof Undo) throw new Error(`set-up: ${JSON.stringify(error.answer)}`, { cause: error });
    throw error;
  }
}

async function addRecipients(sql: Sql, org: string, recipients: readonly RecipientRow[]): Promise<void> {
  const rows = recipients.map(({ hash, text }) => [org, hash, text]);
  await insert(sql, 'recipient (org, hash, recipient)', rows, 'on conflict do nothing');
}

export async function rosterNotes(sql: Sql): Promise<readonly string[]> {
  const rows = await sql.all<{ note: string }>('select note from roster order by org, version');
  return rows.map((row) => row.note);
}

export async function appendRoster(sql: Sql, input: Parameters<Store['appendRoster']>[0]): Promise<boolean> {
  const org = await theOrg(sql);
  const head = await first<{ version: number }>(sql, 'select max(version) as version from roster where org = $1', [
    org,
  ]);
  if (head?.version !== input.version - 1) return false;
  const added = await insert(
    sql,
    'roster (org, version, note)',
    [[org, input.version, input.note]],
    'on conflict do nothing returning version',
  );
  if (added.length === 0) return false;
  await addRecipients(sql, org, input.recipients);
  if (input.proposal !== undefined) await withdrawProposal(sql, input.proposal);
  for (const member of input.ended ?? []) await endMember(sql, org, member);
  if (input.invitation !== undefined) await letIn(sql, org, input.invitation);
  return true;
}

const own = ['session', 'unlock', 'holder', 'notice_reader', 'attendee_reader'];

/** Sessions, wraps, grants and every way to reach them end, and with them every place in a manifest that the gate reads. */
async function endMember(sql: Sql, org: string, member: string): Promise<void> {
  const grants = await sql.all<{ hash: string }>(
    'delete from grant_file where org = $1 and member = $2 returning hash',
    [org, member],
  );
  await forget(
    sql,
    org,
    grants.map((grant) => grant.hash),
  );
  for (const table of [
    ...own,
    'alert_address',
    'alert_route',
    'alert_quiet',
    'alert_sent',
    'dead_way',
    'wake',
    'feed',
  ]) {
    await sql.run(`delete from ${table} where org = $1 and member = $2`, [org, member]);
  }
  await endHallwayOf(sql, org, member);
  sql.erased();
}

export async function recipient(sql: Sql, hash: string): Promise<string | null> {
  const row = await first<{ recipient: string }>(sql, 'select recipient from recipient where hash = $1', [hash]);
  return row?.recipient ?? null;
}

export async function proposals(sql: Sql): Promise<readonly Proposal[]> {
  return sql.all<Proposal>(
    'select id, note, proposed_by as "by", proposed_at as "at" from proposal order by proposed_at, id',
  );
}

export async function propose(sql: Sql, proposal: Proposal): Promise<void> {
  const org = await theOrg(sql);
  const values = [org, proposal.id, proposal.note, proposal.by, proposal.at];
  await insert(sql, 'proposal (org, id, note, proposed_by, proposed_at)', [values]);
}

export async function withdrawProposal(sql: Sql, id: string): Promise<void> {
  await sql.run('delete from proposal where org = (select org from organisation) and id = $1', [id]);
}
