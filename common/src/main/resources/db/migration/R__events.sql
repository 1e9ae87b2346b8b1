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

-- The oldest day of events that may go: all of it has its position, was published, and is told to webhooks. Null for none.
create or replace function oldest_day_to_drop(before timestamptz) returns table (name text, ends timestamptz)
  language sql stable as $$
  select p.name, p.ends from (
      select p.name, p.ends from partitions_of('event') p
      where p.ends <= may_go_before('events', before) order by p.ends limit 1) p
    where not exists (select from event_pending where event_id < uuid7_floor(p.ends))
      and not exists (select from delivery_due where event_id < uuid7_floor(p.ends))
      and not exists (select from event_position where event_id < uuid7_floor(p.ends)
        and position > (select published from event_relay))
$$;

-- Drops the positions of the oldest day of events that ended before `before`, in their order, looking at `most` of those
-- behind `after`. Answers how far it came, or null when the day has none any more or nothing may go. Positions are given as
-- transactions end, so that some of the next day stand among those of a day: an hour of it is looked through.
create or replace function drop_positions(before timestamptz, after bigint, most int) returns bigint
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  day record;
  looked_at int;
  came_to bigint;
  is_past boolean;
begin
  select * into day from oldest_day_to_drop(before);
  if not found then
    return null;
  end if;
  with head as materialized (
      select position, event_id from event_position
      where position > after order by position limit most),
    gone as (
      delete from event_position p using head h where p.position = h.position and h.event_id < uuid7_floor(day.ends))
    select count(*), max(position), bool_or(event_id >= uuid7_floor(day.ends + interval '1 hour'))
      into looked_at, came_to, is_past from head;
  return case when looked_at = most and not is_past then came_to end;
end $$;
revoke execute on function drop_positions(timestamptz, bigint, int) from public;

-- Drops the oldest day of events that ended before `before` and has no positions any more. Answers how many days went, one
-- or none. It gives up rather than make writers wait behind a long reader, and is called again.
create or replace function drop_events(before timestamptz) returns int
  language plpgsql volatile security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  day record;
begin
  perform pg_advisory_xact_lock(hashtext('reelay.event_partitions'));
  select * into day from oldest_day_to_drop(before);
  if not found or exists (
      select from event_position where event_id < uuid7_floor(day.ends) and position <= coalesce(
        (select position from event_position where event_id >= uuid7_floor(day.ends + interval '1 hour')
          order by position limit 1), (select positioned from event_relay))) then
    return 0;
  end if;
  execute format('drop table %I', day.name);
  return 1;
end $$;
-- Only for whom db/rights.sql names: it runs as its owner.
revoke execute on function drop_events(timestamptz) from public;
