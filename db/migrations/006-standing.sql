-- What a list says of an incident beside what is owed, folded from headers: yes or no.

-- It was closed and not opened again.
alter table incident add column closed text not null default 'no';
-- Its reporter wrote last.
alter table incident add column waits text not null default 'no';
