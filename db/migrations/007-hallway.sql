-- Staff who take a report: their sessions, phones that are lent, and calls for a lead or a hand. Of no incident.

-- A session of the hallway: a member's (`member`) or a lent phone's (`phone`); the other is ''. `until` ends what it is
-- shown; `hand_in_until` ends what it may hand over, so that nothing taken in time is lost by a late network.
create table hallway_session (
  org text not null,
  hash text not null,
  edition text not null,
  member text not null,
  phone text not null,
  until bigint not null,
  hand_in_until bigint not null,
  primary key (org, hash)
);

-- `secret`: SHA-256 of what the link carries. `ended_at`: 0 while it is lent.
create table duty_phone (
  org text not null,
  id text not null,
  edition text not null,
  name text not null,
  secret text not null,
  made_by text not null,
  made_at bigint not null,
  until bigint not null,
  ended_at bigint not null,
  primary key (org, id)
);
create unique index duty_phone_secret on duty_phone (org, secret);

-- What is asked lies sealed in `file`; `caller`: hash of the session that called. `rings`: how often so far.
create table staff_call (
  org text not null,
  id text not null,
  edition text not null,
  purpose text not null,
  caller text not null,
  author text not null,
  file bytea not null,
  called_at bigint not null,
  rings integer not null,
  ends_at bigint not null,
  primary key (org, id)
);
create index staff_call_ends on staff_call (org, ends_at);

-- `answer`: '' until they say coming, cannot or done.
create table staff_call_member (
  org text not null,
  id text not null,
  member text not null,
  answer text not null,
  answered_at bigint not null,
  primary key (org, id, member)
);
create index staff_call_member_member on staff_call_member (org, member, id);
