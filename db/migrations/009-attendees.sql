-- The list of who came to an event, sealed to the members who may look somebody up. One for each event, deleted when its
-- time is over (`until`, ms); that it was there stands in the event's record.
create table attendees (
  org text not null,
  edition text not null,
  hash text not null,
  bytes bytea not null,
  until bigint not null,
  primary key (org, edition)
);

create table attendee_reader (
  org text not null,
  edition text not null,
  member text not null,
  primary key (org, edition, member)
);
