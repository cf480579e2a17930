-- What keeps people from being rung for nothing, too often, or twice. Of no incident, and no content.

-- A way to a member that the other side said is none. `way`: id of the route, or `mail` and a digest of the address; '' when
-- nothing at all reached them, as seen while telling them what is of no incident.
create table dead_way (
  org text not null,
  member text not null,
  way text not null,
  since bigint not null,
  primary key (org, member, way)
);

-- When a member was woken last. `circle`: a digest of who is free for what woke them. `by_job`: who rings or rang.
create table wake (
  org text not null,
  member text not null,
  circle text not null,
  by_job text not null,
  trying bigint not null,
  rung bigint not null,
  primary key (org, member, circle)
);
