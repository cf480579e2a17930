CREATE TABLE access (
  org text not null,
  stream text not null,
  compartment text not null,
  epoch integer not null,
  primary key (org, stream, compartment)
);
CREATE TABLE alert_address (
  org text not null,
  member text not null,
  address text not null,
  primary key (org, member)
);
CREATE TABLE alert_quiet (
  org text not null,
  member text not null,
  quiet_from integer not null,
  quiet_to integer not null,
  zone text not null,
  mail_place integer not null,
  primary key (org, member)
);
CREATE TABLE alert_route (
  org text not null,
  id text not null,
  member text not null,
  kind text not null,
  place integer not null,
  target text not null,
  added_at bigint not null,
  primary key (org, id)
);
CREATE INDEX alert_route_member on alert_route (org, member, place);
CREATE TABLE alert_sent (
  org text not null,
  id text not null,
  member text not null,
  kind text not null,
  urgent integer not null,
  state text not null,
  at bigint not null,
  primary key (org, id)
);
CREATE INDEX alert_sent_member on alert_sent (org, member, at);
CREATE TABLE answered (
  org text not null,
  incident text not null,
  member text not null,
  primary key (org, incident, member)
);
CREATE TABLE attendee_reader (
  org text not null,
  edition text not null,
  member text not null,
  primary key (org, edition, member)
);
CREATE TABLE attendees (
  org text not null,
  edition text not null,
  hash text not null,
  bytes bytea not null,
  until bigint not null,
  primary key (org, edition)
);
CREATE TABLE away (
  org text not null,
  incident text not null,
  member text not null,
  primary key (org, incident, member)
);
CREATE TABLE bar (
  org text not null,
  report text not null,
  member text not null,
  primary key (org, report, member)
);
CREATE TABLE channel_state (
  org text not null,
  channel text not null,
  state text not null,
  code text not null,
  since bigint not null,
  checked_at bigint not null,
  primary key (org, channel)
);
CREATE TABLE dead_way (
  org text not null,
  member text not null,
  way text not null,
  since bigint not null,
  primary key (org, member, way)
);
CREATE TABLE duty_phone (
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
CREATE UNIQUE INDEX duty_phone_secret on duty_phone (org, secret);
CREATE TABLE entry (
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
  received_at bigint not null, compartment text not null default '',
  primary key (org, stream, seq),
  unique (org, stream, id)
);
CREATE INDEX entry_edition on entry (org, stream, seq) where substr(stream, 1, 8) = 'edition/';
CREATE INDEX entry_file on entry (org, file) where file <> '';
CREATE TABLE feed (
  org text not null,
  member text not null,
  secret text not null,
  made_at bigint not null,
  primary key (org, member)
);
CREATE UNIQUE INDEX feed_secret on feed (org, secret);
CREATE TABLE grant_file (
  org text not null,
  stream text not null,
  compartment text not null,
  epoch integer not null,
  member text not null,
  hash text not null,
  primary key (org, stream, compartment, epoch, member)
);
CREATE INDEX grant_file_hash on grant_file (org, hash);
CREATE TABLE hallway_session (
  org text not null,
  hash text not null,
  edition text not null,
  member text not null,
  phone text not null,
  until bigint not null,
  hand_in_until bigint not null,
  primary key (org, hash)
);
CREATE TABLE head (
  org text not null,
  stream text not null,
  seq integer not null,
  hash text not null,
  primary key (org, stream)
);
CREATE TABLE holder (
  org text not null,
  stream text not null,
  compartment text not null,
  member text not null,
  primary key (org, stream, compartment, member)
);
CREATE INDEX holder_member on holder (org, member, compartment);
CREATE TABLE incident (
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
  ongoing text not null, procedure text not null default '', part_of text not null default '', closed text not null default 'no', waits text not null default 'no',
  primary key (org, incident),
  unique (org, code_name)
);
CREATE INDEX incident_list on incident (org, due_order, received_at, incident);
CREATE TABLE incident_report (
  org text not null,
  incident text not null,
  report text not null,
  primary key (org, incident, report)
);
CREATE INDEX incident_report_report on incident_report (org, report);
CREATE TABLE invitation (
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
CREATE TABLE job (
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
CREATE INDEX job_due on job (due, id) where done = 0;
CREATE TABLE mailbox (
  org text not null,
  id text not null,
  bearer text not null,
  report text not null,
  edition text not null,
  primary key (org, id)
);
CREATE INDEX mailbox_report on mailbox (org, report);
CREATE TABLE mailbox_moved (
  org text not null,
  id text not null,
  bearer text not null,
  moved_at bigint not null,
  primary key (org, id)
);
CREATE TABLE member_state (
  org text not null,
  member text not null,
  counter bigint not null,
  bytes bytea not null,
  primary key (org, member)
);
CREATE TABLE meta (
  name text primary key,
  value text not null
);
CREATE TABLE migration (name text primary key);
CREATE TABLE notice (
  org text not null,
  notice text not null,
  purpose text not null,
  incident text not null,
  cause text not null,
  ended integer not null,
  primary key (org, notice)
);
CREATE INDEX notice_incident on notice (org, incident);
CREATE TABLE notice_reader (
  org text not null,
  notice text not null,
  member text not null,
  primary key (org, notice, member)
);
CREATE INDEX notice_reader_member on notice_reader (org, member, notice);
CREATE TABLE organisation (
  org text primary key,
  root_public text not null,
  rehearsal integer not null,
  created_at bigint not null
);
CREATE TABLE owed (
  org text not null,
  incident text not null,
  duty text not null,
  cause text not null,
  stream text not null,
  owed_by text not null,
  owner text not null,
  owed_to text not null,
  arose bigint not null,
  due bigint not null,
  due_order bigint not null,
  primary key (org, incident, duty, cause, stream)
);
CREATE INDEX owed_list on owed (org, due_order, arose, incident, duty, cause, stream);
CREATE TABLE phone_call (
  org text not null,
  id text not null,
  edition text not null,
  state text not null,
  at bigint not null,
  primary key (org, id)
);
CREATE TABLE procedure_text (
  org text not null,
  digest text not null,
  id text not null,
  text text not null,
  kept_at bigint not null,
  primary key (org, digest)
);
CREATE TABLE proposal (
  org text not null,
  id text not null,
  note text not null,
  proposed_by text not null,
  proposed_at bigint not null,
  primary key (org, id)
);
CREATE TABLE push_key (
  place integer primary key check (place = 1),
  public text not null,
  private text not null
);
CREATE TABLE recipient (
  org text not null,
  hash text not null,
  recipient text not null,
  primary key (org, hash)
);
CREATE TABLE roster (
  org text not null,
  version integer not null,
  note text not null,
  primary key (org, version)
);
CREATE TABLE sealed (
  org text not null,
  hash text not null,
  bytes bytea not null,
  primary key (org, hash)
);
CREATE TABLE sealing_key (
  place integer primary key check (place = 1),
  public text not null,
  seed text not null
);
CREATE TABLE sent (
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
CREATE INDEX sent_report on sent (org, report);
CREATE TABLE session (
  org text not null,
  hash text not null,
  member text not null,
  until bigint not null,
  primary key (org, hash)
);
CREATE TABLE setup_link (
  place integer primary key check (place = 1),
  hash text not null
);
CREATE TABLE staff_call (
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
CREATE INDEX staff_call_ends on staff_call (org, ends_at);
CREATE TABLE staff_call_member (
  org text not null,
  id text not null,
  member text not null,
  answer text not null,
  answered_at bigint not null,
  primary key (org, id, member)
);
CREATE INDEX staff_call_member_member on staff_call_member (org, member, id);
CREATE TABLE submission (
  org text not null,
  report text not null,
  mac text not null,
  primary key (org, report)
);
CREATE TABLE thread (
  org text not null,
  key text not null,
  report text not null,
  at bigint not null,
  primary key (org, key)
);
CREATE INDEX thread_report on thread (org, report);
CREATE TABLE unlock (
  org text not null,
  handle text not null,
  bearer text not null,
  member text not null,
  file bytea not null,
  primary key (org, handle)
);
CREATE TABLE wake (
  org text not null,
  member text not null,
  circle text not null,
  by_job text not null,
  trying bigint not null,
  rung bigint not null,
  primary key (org, member, circle)
);
CREATE TRIGGER entry_no_delete before delete on entry
begin
  select raise(abort, 'entry is append-only');
end;
CREATE TRIGGER entry_no_update before update on entry
begin
  select raise(abort, 'entry is append-only');
end;
CREATE TRIGGER procedure_text_no_delete before delete on procedure_text
begin
  select raise(abort, 'procedure_text is append-only');
end;
CREATE TRIGGER procedure_text_no_update before update on procedure_text
begin
  select raise(abort, 'procedure_text is append-only');
end;
