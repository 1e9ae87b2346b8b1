-- What would wait for a provider while a quarantine is open is held instead: it is as if no worker had read its record, and
-- the record is not sent again. So it is with what was there when the quarantine began, also once it is over, until a person
-- releases it.
create or replace function hold_in_quarantine() returns trigger
  language plpgsql as $$
begin
  if new.quarantine = 'held' or exists (select from quarantine where ended_at is null) then
    new.quarantine := 'held';
    new.waiting := false;
    new.received_at := null;
    new.send_due_at := '9999-12-31';
  end if;
  return new;
end $$;
create or replace trigger generation_quarantine before update on generation for each row
  when (new.waiting and not old.waiting and new.quarantine is distinct from 'released')
  execute function hold_in_quarantine();

-- Begins a quarantine, where none is open: everything that has not ended is held. What is with a provider is polled on;
-- should it have to be submitted again, or should nobody know whether it was, a person decides. Batches pause. Events
-- get positions that nobody has read up to. Answers how many requests are held.
create or replace function begin_quarantine() returns int
  language plpgsql as $$
declare
  held int;
begin
  insert into quarantine default values on conflict do nothing;
  update generation set quarantine = 'held', on_unknown = 'hold', waiting = false, held_by = null, received_at = null,
      send_due_at = '9999-12-31'
    where ended_at is null and state = 'QUEUED' and quarantine is distinct from 'held';
  update generation set quarantine = 'held', on_unknown = 'hold'
    where ended_at is null and state <> 'QUEUED' and quarantine is distinct from 'held';
  select count(*) into held from generation where quarantine = 'held' and ended_at is null;
  update batch set state = 'PAUSED', updated_at = clock_timestamp() where state = 'RUNNING';
  update event_relay set positioned = positioned + 1000000000,
    published = case when published = positioned then published + 1000000000 else published end;
  return held;
end $$;

-- Releases one of a tenant's requests. Answers 'released', 'unknown', or 'not_held' where there is nothing to release.
create or replace function release_quarantined(of_tenant int, wanted uuid) returns text
  language plpgsql as $$
begin
  if not exists (select from generation where id = wanted and tenant_id = of_tenant and deleted_at is null) then
    return 'unknown';
  end if;
  update generation set quarantine = 'released', send_due_at = clock_timestamp(), updated_at = clock_timestamp()
    where id = wanted and quarantine = 'held' and ended_at is null;
  return case when found then 'released' else 'not_held' end;
end $$;

-- Releases some of all that are held. Answers how many.
create or replace function release_all_quarantined(most int) returns int
  language plpgsql as $$
declare
  released int;
begin
  update generation set quarantine = 'released', send_due_at = clock_timestamp(), updated_at = clock_timestamp()
    where id in (select id from generation where quarantine = 'held' and ended_at is null limit most for no key update);
  get diagnostics released = row_count;
  return released;
end $$;
