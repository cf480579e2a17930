-- One text for SQLite and PostgreSQL: ids text, times bigint (ms since 1970), flags integer, lists JSON in text,
-- bytes bytea. The organisation is first in every key of what belongs to one; `meta`, `sealing_key` and
-- `setup_link` belong to the installation and are there before any organisation is.

create table meta (
  name text primary key,
  value text not null
);

create table sealing_key (
  place integer primary key check (place = 1),
  public text not null,
  seed text not null
);

create table setup_link (
  place integer primary key check (place = 1),
  hash text not null
);

create table organisation (
  org text primary key,
  root_public text not null,
  rehearsal integer not null,
  created_at bigint not null
);

create table roster (
  org text not null,
  version integer not null,
  note text not null,
  primary key (org, version)
);

create table recipient (
  org text not null,
  hash text not null,
  recipient text not null,
  primary key (org, hash)
);

create table proposal (
  org text not null,
  id text not null,
  note text not null,
  proposed_by text not null,
  proposed_at bigint not null,
  primary key (org, id)
);

-- The newest row of each stream. Every append moves it from the hash its author saw: one winner, whoever runs.
create table head (
  org text not null,
  stream text not null,
  seq integer not null,
  hash text not null,
  primary key (org, stream)
);

-- Append-only (guards.*.sql). `file` is the hash the header names, of the entry inside for a placed row.
create table entry (
  org text not null,
  stream text not null,
  seq integer not null,
  id text not null,
  hash text not null,
  line text not null,
  hsig text not null,
  inside_line text not null,
  inside_hsig text not null,
  file text not null,
  received_at bigint not null,
  primary key (org, stream, seq),
  unique (org, stream, id)
);
create index entry_file on entry (org, file) where file <> '';
-- Settings are read with every page: by name, not by looking through all that was ever told.
create index entry_edition on entry (org, stream, seq) where substr(stream, 1, 8) = 'edition/';

-- Bodies live apart from the rows that name them, so that erasing a body keeps the chain whole.
create table sealed (
  org text not null,
  hash text not null,
  bytes bytea not null,
  primary key (org, hash)
);

create table grant_file (
  org text not null,
  stream text not null,
  compartment text not null,
  epoch integer not null,
  member text not null,
  hash text not null,
  primary key (org, stream, compartment, epoch, member)
);
create index grant_file_hash on grant_file (org, hash);

-- [Note: One gate] That a compartment has a current manifest is a row of its own, apart from who is in it: a manifest
-- whose last holder left still stands, and nobody falls back to an older, wider list.
create table access (
  org text not null,
  stream text not null,
  compartment text not null,
  epoch integer not null,
  primary key (org, stream, compartment)
);

create table holder (
  org text not null,
  stream text not null,
  compartment text not null,
  member text not null,
  primary key (org, stream, compartment, member)
);

create table bar (
  org text not null,
  report text not null,
  member text not null,
  primary key (org, report, member)
);

-- The desk list, folded from headers. `due_order` is `due`, or the end of time when nothing is owed.
create table incident (
  org text not null,
  incident text not null,
  edition text not null,
  code_name text not null,
  report text not null,
  channel text not null,
  received_at bigint not null,
  owed text not null,
  due bigint not null,
  due_order bigint not null,
  ongoing text not null,
  primary key (org, incident),
  unique (org, code_name)
);
create index incident_list on incident (org, due_order, received_at, incident);

-- Which reports an incident holds; a bar on any of them passes on to the incident.
create table incident_report (
  org text not null,
  incident text not null,
  report text not null,
  primary key (org, incident, report)
);
create index incident_report_report on incident_report (org, report);

create table submission (
  org text not null,
  report text not null,
  mac text not null,
  primary key (org, report)
);

create table mailbox (
  org text not null,
  id text not null,
  bearer text not null,
  report text not null,
  edition text not null,
  primary key (org, id)
);
create index mailbox_report on mailbox (org, report);

-- What stays of a mailbox that moved: enough to tell the holder of the old words on which day.
create table mailbox_moved (
  org text not null,
  id text not null,
  bearer text not null,
  moved_at bigint not null,
  primary key (org, id)
);

create table unlock (
  org text not null,
  handle text not null,
  bearer text not null,
  member text not null,
  file bytea not null,
  primary key (org, handle)
);

create table session (
  org text not null,
  hash text not null,
  member text not null,
  until bigint not null,
  primary key (org, hash)
);

create table member_state (
  org text not null,
  member text not null,
  counter bigint not null,
  bytes bytea not null,
  primary key (org, member)
);

create table alert_address (
  org text not null,
  member text not null,
  address text not null,
  primary key (org, member)
);

create table invitation (
  org text not null,
  id text not null,
  member text not null,
  name text not null,
  roles text not null,
  rights text not null,
  secret bytea not null,
  expires bigint not null,
  invited_by text not null,
  enrolment text not null,
  primary key (org, id)
);

-- A finished job keeps its id, so that the same one is never queued twice; what it carried goes.
create table job (
  org text not null,
  id text not null,
  kind text not null,
  payload text not null,
  due bigint not null,
  lease_until bigint not null,
  tries integer not null,
  done integer not null,
  primary key (id)
);
create index job_due on job (due, id) where done = 0;
