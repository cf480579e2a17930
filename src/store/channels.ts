import { putJobs } from './append.ts';
import type { ChannelState, PhoneCall } from './channel-store.ts';
import type { NewJob } from './job-store.ts';
import { first, type Sql } from './sql.ts';

const columns = `channel, state, code, since, checked_at as "checkedAt"`;

export async function channelStates(sql: Sql, org: string): Promise<readonly ChannelState[]> {
  return sql.all<ChannelState>(`select ${columns} from channel_state where org = $1 order by channel`, [org]);
}

export async function setChannelState(
  sql: Sql,
  org: string,
  seen: Omit<ChannelState, 'since'>,
  jobs: readonly NewJob[],
): Promise<ChannelState | null> {
  const was = await first<ChannelState>(sql, `select ${columns} from channel_state where org = $1 and channel = $2`, [
    org,
    seen.channel,
  ]);
  const same = was?.state === seen.state;
  await sql.run(
    `insert into channel_state (org, channel, state, code, since, checked_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (org, channel) do update set state = excluded.state, code = excluded.code, since = excluded.since,
       checked_at = excluded.checked_at`,
    [org, seen.channel, seen.state, seen.code, same ? was.since : seen.checkedAt, seen.checkedAt],
  );
  // A way that works when it is first looked at is no news.
  if (!same && (was !== null || seen.state === 'down')) await putJobs(sql, org, jobs);
  return was;
}

export async function putPhoneCall(sql: Sql, org: string, call: PhoneCall): Promise<void> {
  await sql.run(
    `insert into phone_call (org, id, edition, state, at) values ($1, $2, $3, $4, $5)
     on conflict (org, id) do update set state = excluded.state`,
    [org, call.id, call.edition, call.state, call.at],
  );
}

export async function phoneCalls(sql: Sql, org: string, edition: string, since: number): Promise<readonly PhoneCall[]> {
  return sql.all<PhoneCall>(
    `select id, edition, state, at from phone_call where org = $1 and edition = $2 and at > $3
     order by at desc, id limit 200`,
    [org, edition, since],
  );
}

export async function setFeed(sql: Sql, org: string, member: string, secret: string, at: number): Promise<void> {
  await sql.run('delete from feed where org = $1 and member = $2', [org, member]);
  if (secret === '') return;
  await sql.run('insert into feed (org, member, secret, made_at) values ($1, $2, $3, $4)', [org, member, secret, at]);
}

export async function feedMember(sql: Sql, org: string, secret: string): Promise<string | null> {
  const row = await first<{ member: string }>(sql, 'select member from feed where org = $1 and secret = $2', [
    org,
    secret,
  ]);
  return row?.member ?? null;
}
