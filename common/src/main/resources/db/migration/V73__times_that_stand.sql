-- What names come from in the functions that run as their owner: a session's own temporary tables last, and never before ours.
alter function make_event_partitions(int) set search_path = public, pg_temp;

-- The times from which it counts how long something is kept are those at which they are written, for every role but the owner of
-- the table: what is said to be old could be dropped at once.
create function refuse_other_times() returns trigger
  language plpgsql as $$
declare
  written timestamptz := case tg_table_name when 'artifact' then (to_jsonb(new) ->> 'stored_at')::timestamptz
    else (to_jsonb(new) ->> 'ended_at')::timestamptz end;
begin
  if written not between clock_timestamp() - interval '5 min' and clock_timestamp() + interval '5 min'
      and not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'USAGE') then
    raise exception 'the time at which a row of % ended or was stored is now', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger generation_ends_now before update on generation for each row
  when (new.ended_at is distinct from old.ended_at and new.ended_at is not null) execute function refuse_other_times();
create trigger artifact_is_stored_now before insert on artifact for each row execute function refuse_other_times();
create trigger artifact_was_stored_then before update on artifact for each row
  when (new.stored_at is distinct from old.stored_at) execute function refuse_other_times();
