-- What a bug or a hand at the console may not do. Applied after every migration; safe to apply again.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;
create or replace trigger entry_no_change before update or delete or truncate on entry
for each statement execute function refuse_change();
create or replace trigger procedure_text_no_change before update or delete or truncate on procedure_text
for each statement execute function refuse_change();

-- [Note: Second fence] The gate (src/store/gate.ts, asked.ts) said again, for the database to hold to, so that a query
-- that forgets it shows nothing. Each transaction says for whom it reads, by three settings of its own:
-- `recourse.reader` is `server` (folding, writing, copying) or `member`; then `recourse.org` and `recourse.member` say
-- who. Without them no row is there, and none can be written. A fence against our own mistakes: who holds the
-- connection's password can say they are the server.

-- An incident, as the gate says it. One statement asks for one incident again and again, for row after row: the last
-- answer is kept beside the settings, for that statement alone.
create or replace function recourse_sees_incident(of_org text, of_incident text) returns boolean
language plpgsql stable as $$
declare
  me constant text := current_setting('recourse.member', true);
  asking constant text := concat_ws('/', statement_timestamp(), of_org, of_incident, me);
  kept text := current_setting('recourse.seen_incident', true);
  seen boolean;
begin
  if kept = asking || ' yes' then
    return true;
  elsif kept = asking || ' no' then
    return false;
  end if;
  seen := exists (select 1 from incident i where i.org = of_org and i.incident = of_incident
    and case when exists (select 1 from access a where a.org = of_org and a.stream = 'incident/' || of_incident
        and a.compartment = 'internal')
      then exists (select 1 from holder h where h.org = of_org and h.stream = 'incident/' || of_incident
        and h.compartment = 'internal' and h.member = me)
      else exists (select 1 from holder h where h.org = of_org and h.stream = 'report/' || i.report
        and h.compartment = 'account' and h.member = me)
    end
    and not exists (select 1 from away w where w.org = of_org and w.incident = of_incident and w.member = me)
    and not exists (select 1 from incident_report l join bar b on b.org = l.org and b.report = l.report
      where l.org = of_org and l.incident = of_incident and b.member = me));
  kept := set_config('recourse.seen_incident', asking || case when seen then ' yes' else ' no' end, true);
  return seen;
end
$$;

-- Whether they see an incident that holds the report: nothing of a report is shown but through one.
create or replace function recourse_sees_holding(of_org text, of_report text) returns boolean
language plpgsql stable as $$
begin
  return exists (select 1 from incident_report l where l.org = of_org and l.report = of_report
    and recourse_sees_incident(of_org, l.incident));
end
$$;

-- A report, as the gate says it.
create or replace function recourse_sees_report(of_org text, of_report text) returns boolean
language plpgsql stable as $$
declare
  me constant text := current_setting('recourse.member', true);
  asking constant text := concat_ws('/', statement_timestamp(), of_org, of_report, me);
  kept text := current_setting('recourse.seen_report', true);
  seen boolean;
begin
  if kept = asking || ' yes' then
    return true;
  elsif kept = asking || ' no' then
    return false;
  end if;
  seen := exists (select 1 from holder h where h.org = of_org and h.stream = 'report/' || of_report
      and h.compartment = 'account' and h.member = me)
    and not exists (select 1 from bar b where b.org = of_org and b.report = of_report and b.member = me)
    and not exists (select 1 from incident_report k join away w on w.org = k.org and w.incident = k.incident
      where k.org = of_org and k.report = of_report and w.member = me)
    and recourse_sees_holding(of_org, of_report);
  kept := set_config('recourse.seen_report', asking || case when seen then ' yes' else ' no' end, true);
  return seen;
end
$$;

-- A record: of what belongs to an incident, and of nothing else.
create or replace function recourse_sees_stream(of_org text, of_stream text) returns boolean
language plpgsql stable as $$
declare
  of_id constant text := split_part(of_stream, '/', 2);
begin
  return case split_part(of_stream, '/', 1)
    when 'incident' then recourse_sees_incident(of_org, of_id)
    when 'audit' then recourse_sees_incident(of_org, of_id)
    when 'report' then recourse_sees_report(of_org, of_id)
    when 'mailbox' then exists (select 1 from mailbox m where m.org = of_org and m.id = of_id
      and recourse_sees_report(of_org, m.report))
    when 'notice' then recourse_sees_notice(of_org, of_id)
    else false
  end;
end
$$;

-- Who holds a key of a record. Wider than the record by what the gate itself must look at: somebody may see an incident
-- by holding a report's account, and not the report, because another incident that holds it keeps them out.
create or replace function recourse_sees_manifest(of_org text, of_stream text) returns boolean
language plpgsql stable as $$
declare
  of_id constant text := split_part(of_stream, '/', 2);
begin
  return case split_part(of_stream, '/', 1)
    when 'incident' then recourse_sees_incident(of_org, of_id)
    when 'report' then recourse_sees_holding(of_org, of_id)
    else false
  end;
end
$$;

-- The question of a two-step opening, as asked.ts says it.
create or replace function recourse_is_asked(of_org text, of_incident text, of_report text) returns boolean
language plpgsql stable as $$
declare
  me constant text := current_setting('recourse.member', true);
begin
  return exists (select 1 from holder h where h.org = of_org and h.stream = 'report/' || of_report
      and h.compartment = 'parties' and h.member = me)
    and not exists (select 1 from holder h where h.org = of_org and h.stream = 'report/' || of_report
      and h.compartment = 'account' and h.member = me)
    and not exists (select 1 from answered n where n.org = of_org and n.incident = of_incident and n.member = me)
    and not exists (select 1 from incident_report k join bar b on b.org = k.org and b.report = k.report
      where k.org = of_org and k.incident = of_incident and b.member = me)
    and not exists (select 1 from incident_report k join away w on w.org = k.org and w.incident = k.incident
      where k.org = of_org and k.report = of_report and w.member = me);
end
$$;

create or replace function recourse_is_asked_in(of_org text, of_stream text) returns boolean
language plpgsql stable as $$
declare
  of_id constant text := split_part(of_stream, '/', 2);
begin
  return case split_part(of_stream, '/', 1)
    when 'report' then exists (select 1 from incident_report l where l.org = of_org and l.report = of_id
      and recourse_is_asked(of_org, l.incident, l.report))
    when 'incident' then exists (select 1 from incident_report l where l.org = of_org and l.incident = of_id
      and recourse_is_asked(of_org, l.incident, l.report))
    else false
  end;
end
$$;

-- A notice, as notices.ts says it: who it is sealed to and nothing keeps out, or who sees where it comes from.
create or replace function recourse_sees_notice(of_org text, of_notice text) returns boolean
language plpgsql stable as $$
declare
  me constant text := current_setting('recourse.member', true);
begin
  return exists (select 1 from notice n where n.org = of_org and n.notice = of_notice
    and (exists (select 1 from notice_reader r where r.org = n.org and r.notice = n.notice and r.member = me)
      and not exists (select 1 from away w where w.org = n.org and w.incident = n.incident and w.member = me)
      and not exists (select 1 from incident_report k join bar b on b.org = k.org and b.report = k.report
        where k.org = n.org and k.incident = n.incident and b.member = me)
      or recourse_sees_incident(n.org, n.incident)));
end
$$;

-- The bytes of a file: what a visible entry names (never one of a mailbox: those are the reporter's), or an own grant.
create or replace function recourse_sees_file(of_org text, of_hash text) returns boolean
language plpgsql stable as $$
declare
  me constant text := current_setting('recourse.member', true);
begin
  return exists (select 1 from entry e where e.org = of_org and e.file = of_hash and e.file <> ''
      and split_part(e.stream, '/', 1) in ('incident', 'report', 'notice')
      and (recourse_sees_stream(of_org, e.stream)
        or e.compartment = 'parties' and recourse_is_asked_in(of_org, e.stream)))
    or exists (select 1 from grant_file g where g.org = of_org and g.hash = of_hash and g.member = me
      and (recourse_sees_stream(of_org, g.stream)
        or g.compartment = 'parties' and recourse_is_asked_in(of_org, g.stream)));
end
$$;

-- What the policies ask. It looks as the server does for as long as it takes, or the policies would ask themselves; an
-- error in between undoes the setting with everything else of the transaction. (A `set` of the function itself would
-- need a superuser to allow it.)
create or replace function recourse_shows(what text, of_org text, of_name text, of_report text default '')
returns boolean language plpgsql stable cost 5000 as $$
declare
  reader constant text := current_setting('recourse.reader', true);
  shown boolean;
  said text;
begin
  said := set_config('recourse.reader', 'server', true);
  shown := case what
    when 'incident' then recourse_sees_incident(of_org, of_name)
    when 'report' then recourse_sees_report(of_org, of_name)
    when 'stream' then recourse_sees_stream(of_org, of_name)
    when 'notice' then recourse_sees_notice(of_org, of_name)
    when 'manifest' then recourse_sees_manifest(of_org, of_name)
    when 'file' then recourse_sees_file(of_org, of_name)
    when 'question' then recourse_is_asked(of_org, of_name, of_report)
    when 'question in' then recourse_is_asked_in(of_org, of_name)
  end;
  said := set_config('recourse.reader', coalesce(reader, ''), true);
  return shown;
end
$$;

-- For each table what a member sees of it; nothing where that is ''. All else is the server's own reading and writing.
-- A `case` is one condition to the planner, of middling chances; of comparisons it would expect hardly any row.
do $fence$
declare
  fence constant text[][] := array[
    ['incident', $$recourse_shows('incident', org, incident)$$],
    ['incident_report', $$recourse_shows('incident', org, incident)
      or recourse_shows('question', org, incident, report)$$],
    ['notice', $$recourse_shows('notice', org, notice)$$],
    ['notice_reader', $$member = current_setting('recourse.member', true) and recourse_shows('notice', org, notice)$$],
    ['attendee_reader', $$member = current_setting('recourse.member', true)$$],
    -- Of its own rows there is no more to ask: whoever is a reader may know that there is a list.
    ['attendees', $$exists (select 1 from attendee_reader r where r.org = attendees.org
      and r.edition = attendees.edition and r.member = current_setting('recourse.member', true))$$],
    ['owed', $$recourse_shows('incident', org, incident)$$],
    ['mailbox', $$recourse_shows('report', org, report)$$],
    ['access', $$recourse_shows('manifest', org, stream)$$],
    ['holder', $$member = current_setting('recourse.member', true)
      and (recourse_shows('manifest', org, stream) or recourse_shows('question in', org, stream))$$],
    ['grant_file', $$member = current_setting('recourse.member', true) and (recourse_shows('stream', org, stream)
      or compartment = 'parties' and recourse_shows('question in', org, stream))$$],
    ['entry', $$recourse_shows('stream', org, stream)
      or compartment = 'parties' and recourse_shows('question in', org, stream)$$],
    ['head', $$recourse_shows('stream', org, stream)
      or stream like 'incident/%' and recourse_shows('question in', org, stream)$$],
    ['sealed', $$recourse_shows('file', org, hash)$$],
    ['member_state', $$member = current_setting('recourse.member', true)$$],
    -- The gate asks whether they answered; of what they do not see, they need not be told so.
    ['answered', $$member = current_setting('recourse.member', true) and recourse_shows('incident', org, incident)$$],
    -- What keeps somebody out is hidden from them as well: behind this fence the gate's `not` finds nothing, and what
    -- it would have held back is held back here.
    ['bar', ''], ['away', ''], ['submission', ''], ['mailbox_moved', ''], ['job', ''],
    ['thread', ''], ['sent', '']
  ];
  server constant text := $$case current_setting('recourse.reader', true) when 'server' then true else false end$$;
  row text[];
begin
  foreach row slice 1 in array fence loop
    execute format('alter table %I enable row level security', row[1]);
    -- The role that Recourse comes as owns the tables, and owners go around a fence that is not forced.
    execute format('alter table %I force row level security', row[1]);
    execute format('drop policy if exists server on %I', row[1]);
    execute format('create policy server on %I for all using (%s) with check (%s)', row[1], server, server);
    execute format('drop policy if exists member on %I', row[1]);
    continue when row[2] = '';
    -- A member's own state is theirs to write as well.
    execute format($$create policy member on %I for %s using (case
      when current_setting('recourse.reader', true) = 'member' and org = current_setting('recourse.org', true)
      then %s else false end)$$, row[1], case row[1] when 'member_state' then 'all' else 'select' end, row[2]);
  end loop;
end
$fence$;
