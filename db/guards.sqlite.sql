-- What a bug or a hand at the console may not do. Applied after every migration; safe to apply again.
create trigger if not exists entry_no_update before update on entry
begin
  select raise(abort, 'entry is append-only');
end;
create trigger if not exists entry_no_delete before delete on entry
begin
  select raise(abort, 'entry is append-only');
end;
create trigger if not exists procedure_text_no_update before update on procedure_text
begin
  select raise(abort, 'procedure_text is append-only');
end;
create trigger if not exists procedure_text_no_delete before delete on procedure_text
begin
  select raise(abort, 'procedure_text is append-only');
end;
