-- Ways in and ways out: what a later letter belongs to, what became of what was sent, how each member is reached, and how
-- each way is. No content, and no address of anybody who reports.

-- `key`: a digest of what a later letter or text message names. Of a report: server only.
create table thread (
  org text not null,
  key text not null,
  report text not null,
  at bigint not null,
  primary key (org, key)
);
create index thread_report on thread (org, report);

-- A mail or text message to somebody who reported. `what`: receipt, message. `state`: sent, deferred, refused, bounced.
-- `entry`: id of the entry it carries, or ''. `code`: the other server's own number, a word of ours for why, or ''.
create table sent (
  org text not null,
  id text not null,
  report text not null,
  channel text not null,
  what text not null,
  entry text not null,
  state text not null,
  code text not null,
  at bigint not null,
  primary key (org, id)
);
create index sent_report on sent (org, report);

-- How a member is reached besides by mail (`alert_address`). `target`: JSON, by kind: push, sms, webhook. `place` orders.
create table alert_route (
  org text not null,
  id text not null,
  member text not null,
  kind text not null,
  place integer not null,
  target text not null,
  added_at bigint not null,
  primary key (org, id)
);
create index alert_route_member on alert_route (org, member, place);

-- When only what is urgent may wake them: minutes of the day in `zone`; the same twice: never quiet.
create table alert_quiet (
  org text not null,
  member text not null,
  quiet_from integer not null,
  quiet_to integer not null,
  zone text not null,
  mail_place integer not null,
  primary key (org, member)
);

-- That an alert left for a member, by which kind of route, and what became of it. Of no incident.
create table alert_sent (
  org text not null,
  id text not null,
  member text not null,
  kind text not null,
  urgent integer not null,
  state text not null,
  at bigint not null,
  primary key (org, id)
);
create index alert_sent_member on alert_sent (org, member, at);

-- The key pair that push services know this server by (VAPID, RFC 8292).
create table push_key (
  place integer primary key check (place = 1),
  public text not null,
  private text not null
);

-- How a way in or out was when it was looked at last. `state`: working, down. `code` from a closed list, or ''.
create table channel_state (
  org text not null,
  channel text not null,
  state text not null,
  code text not null,
  since bigint not null,
  checked_at bigint not null,
  primary key (org, channel)
);

-- A call to the team's number, as the provider told of it: no number.
create table phone_call (
  org text not null,
  id text not null,
  edition text not null,
  state text not null,
  at bigint not null,
  primary key (org, id)
);

-- A calendar or a list of duties that a member subscribed to: SHA-256 of what its address carries.
create table feed (
  org text not null,
  member text not null,
  secret text not null,
  made_at bigint not null,
  primary key (org, member)
);
create unique index feed_secret on feed (org, secret);
