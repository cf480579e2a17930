-- The little that people outside an incident must know (`notice/<id>`).

-- Where a notice comes from stands here and in the incident's own record, never in what its readers are shown: the gate
-- asks it who is kept out. '' for one that comes from no incident. `cause`: hash of the entry it follows from.
create table notice (
  org text not null,
  notice text not null,
  purpose text not null,
  incident text not null,
  cause text not null,
  ended integer not null,
  primary key (org, notice)
);
create index notice_incident on notice (org, incident);

-- Who it is sealed to now; the rows of a notice are replaced together.
create table notice_reader (
  org text not null,
  notice text not null,
  member text not null,
  primary key (org, notice, member)
);
create index notice_reader_member on notice_reader (org, member, notice);
