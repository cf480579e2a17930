-- Who is kept out of what, and who is asked before they may see it.

-- Everybody who is kept out of an incident for a conflict of interest, folded from headers; the rows of an incident are
-- replaced together. Closes the incident, and every report it holds, even where a manifest still lists the member.
create table away (
  org text not null,
  incident text not null,
  member text not null,
  primary key (org, incident, member)
);

-- Who answered the question of a two-step opening.
create table answered (
  org text not null,
  incident text not null,
  member text not null,
  primary key (org, incident, member)
);

-- Whose key opens the file of the entry, as its header says; of the entry inside for a placed row.
alter table entry add column compartment text not null default '';

-- What one member holds: the question of a two-step opening begins there.
create index holder_member on holder (org, member, compartment);
