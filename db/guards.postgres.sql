-- What a bug or a hand at the console may not do. Applied after every migration; safe to apply again.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;
create or replace trigger entry_no_change before update or delete or truncate on entry
for each statement execute function refuse_change();
