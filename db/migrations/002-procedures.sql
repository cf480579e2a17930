-- The versions of procedures that were in force, byte for byte, and what is owed now.

-- A version that an edition named once is never lost: what was promised under it goes on to hold.
create table procedure_text (
  org text not null,
  digest text not null,
  id text not null,
  text text not null,
  kept_at bigint not null,
  primary key (org, digest)
);

-- The digest an incident was made under. Empty: from before versions were kept.
alter table incident add column procedure text not null default '';

-- Every open duty, folded from headers with each append; the rows of an incident are replaced together. `due_order` is
-- `due`, or the end of time when there is no date. `cause` is the hash of the entry it arose from, `stream`
-- the record it is owed in: one answer never stands for two reporters.
create table owed (
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
create index owed_list on owed (org, due_order, arose, incident, duty, cause, stream);
