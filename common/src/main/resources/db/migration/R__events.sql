-- Writes one event of a subject whose row the caller has locked and counted. Answers the event's id.
create or replace function record_event(tenant int, kind text, subject uuid, num int, event_type text, payload jsonb) returns uuid
  language plpgsql volatile as $$
declare
  event_id uuid := uuidv7();
begin
  insert into event (id, tenant_id, subject_kind, subject_id, number, type, at, data)
    values (event_id, tenant, kind, subject, num, event_type, clock_timestamp(), payload);
  insert into event_pending (event_id) values (event_id);
  return event_id;
end $$;

-- Gives the next pending events their positions. Only rows that this very statement removed from the pending table get
-- one, and the relay's own row is locked meanwhile: a relay that was deposed without knowing it finds nothing to do.
-- Their deliveries to webhooks are made with them. Answers how many there were; readers that listen are told once.
create or replace function position_events(most int) returns int
  language plpgsql volatile as $$
declare
  first_place bigint;
  taken int;
begin
  select positioned into first_place from event_relay where singleton for update;
  with gone as (
      delete from event_pending where seq in (select seq from event_pending order by seq limit most)
      returning seq, event_id),
    numbered as (select event_id, row_number() over (order by seq) as n from gone),
    placed as (
      insert into event_position (position, event_id, tenant_id, subject_id)
      select first_place + n.n, e.id, e.tenant_id, e.subject_id from numbered n join event e on e.id = n.event_id)
  select count(*) into taken from gone;
  if taken > 0 then
    update event_relay set positioned = first_place + taken where singleton;
    perform fan_out_events(first_place, first_place + taken);
    perform pg_notify('reelay_events', (first_place + taken)::text);
  end if;
  return taken;
end $$;

-- The days of a table that is kept by days, and when each ends. The names are taken before any is read as a date: a plan
-- is free to read those of every table there is.
create or replace function partitions_of(parent text) returns table (name text, ends timestamptz)
  language sql stable as $$
  with parts as materialized (
    select c.relname::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = parent::regclass)
  select p.name, (to_date(right(p.name, 8), 'YYYYMMDD') + 1)::timestamp at time zone 'utc' from parts p
$$;

-- Drops the whole days of events that ended before `before`, and their positions. What has no position yet, or was not
-- published, is never dropped, nor anything younger. Answers how many days went. It gives up rather than make writers
-- wait behind a long reader, and is called again.
create or replace function drop_events(before timestamptz) returns int
  language plpgsql volatile security definer set search_path from current set lock_timeout = '2s' as $$
declare
  day record;
  last_position bigint;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('reelay.event_partitions'));
  for day in
    select p.name, uuid7_floor(p.ends) as until from partitions_of('event') p
    where p.ends <= may_go_before('events', before) order by p.ends
  loop
    select max(position) into last_position from event_position where event_id < day.until;
    exit when exists (select from event_pending where event_id < day.until)
      or exists (select from delivery_due where event_id < day.until)
      or last_position > (select published from event_relay);
    delete from event_position where event_id < day.until;
    execute format('drop table %I', day.name);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
-- Only for whom db/rights.sql names: it runs as its owner.
revoke execute on function drop_events(timestamptz) from public;
