-- Incidents that are handled together.

-- The incident that this one is handled in, folded from headers; '' for one of its own.
alter table incident add column part_of text not null default '';
