-- Makes the deliveries of the events at these positions, in their order, for every endpoint that wants them: one of a
-- tenant's own, or the URL that stands on the request itself. An endpoint's test goes to it alone, enabled or not.
create or replace function fan_out_events(after bigint, upto bigint) returns int
  language plpgsql volatile as $$
declare
  made int;
begin
  if not exists (select from webhook_endpoint) then
    return 0;
  end if;
  with told as materialized (
      select uuidv7() as id, p.position, p.event_id, e.tenant_id, e.subject_id, e.type, w.id as endpoint_id, g.webhook_url as url,
        case when w.url is null then md5(e.tenant_id || substring(g.webhook_url from '^[a-z]+://[^/?]+'))::uuid else w.id end as lane
      from event_position p
      join event e on e.id = p.event_id
      join webhook_endpoint w on w.tenant_id = e.tenant_id and (w.state = 'enabled' or e.type = 'webhook.test')
      left join generation g on w.url is null and g.id = e.subject_id
      where p.position > after and p.position <= upto and case
        when e.type = 'webhook.test' then w.id = e.subject_id and w.url is not null
        when w.url is null then g.webhook_url is not null and e.type = any(coalesce(g.webhook_types,
          '{generation.completed,generation.failed,generation.cancelled}'))
        else cardinality(w.types) = 0 or e.type = any(w.types) end),
    kept as (
      insert into delivery (id, tenant_id, endpoint_id, event_id, subject_id, type, position, cause)
      select id, tenant_id, endpoint_id, event_id, subject_id, type, position, 'event' from told),
    due as (
      insert into delivery_due (delivery_id, tenant_id, endpoint_id, event_id, subject_id, lane, position, url, due_at)
      select id, tenant_id, endpoint_id, event_id, subject_id, lane, position, url, clock_timestamp() from told)
  select count(*) into made from told;
  if made > 0 then
    perform pg_notify('reelay_deliveries', '');
  end if;
  return made;
end $$;

-- Takes what is due, for at most so long, and from each lane at most its room: `usual`, or what `rooms` says of it. The
-- first try of an event waits for the first tries of earlier ones of its subject in the lane; later tries wait for nobody.
create or replace function claim_deliveries(most int, usual int, lanes uuid[], rooms int[], lease interval)
  returns table (delivery_id uuid, endpoint_id uuid, lane uuid, tries int, url text, secret bytea, old_secret bytea,
    headers bytea, retry_after int[], "position" bigint, tenant_id int, id uuid, subject_kind text, subject_id uuid,
    number int, type text, at timestamptz, data jsonb)
  language sql volatile as $$
  with recursive hop (lane) as (
      (select d.lane from delivery_due d order by d.lane limit 1)
      union all
      select (select d.lane from delivery_due d where d.lane > h.lane order by d.lane limit 1) from hop h where h.lane is not null),
    room as (
      select h.lane, coalesce(r.room, usual) as room
      from hop h left join unnest(lanes, rooms) as r (lane, room) on r.lane = h.lane where h.lane is not null),
    picked as materialized (
      select p.delivery_id from room r cross join lateral (
        select d.delivery_id, d.due_at from delivery_due d
        where d.lane = r.lane and d.due_at <= clock_timestamp() and (d.tries > 0 or not exists (
          select 1 from delivery_due e where e.lane = d.lane and e.subject_id = d.subject_id and e.tries = 0
            and e.position < d.position))
        order by d.due_at, d.position limit r.room) p
      order by p.due_at limit most),
    locked as materialized (
      select d.delivery_id from delivery_due d
      where d.delivery_id = any (array(select p.delivery_id from picked p)) and d.due_at <= clock_timestamp()
      for update skip locked),
    taken as (
      update delivery_due d set due_at = clock_timestamp() + lease from locked l where d.delivery_id = l.delivery_id
      returning d.*)
  select t.delivery_id, t.endpoint_id, t.lane, t.tries, coalesce(t.url, w.url), w.secret,
    case when w.old_secret_until > clock_timestamp() then w.old_secret end, w.headers, w.retry_after,
    t.position, e.tenant_id, e.id, e.subject_kind, e.subject_id, e.number, e.type, e.at, e.data
  from taken t join event e on e.id = t.event_id join webhook_endpoint w on w.id = t.endpoint_id
  order by t.position
$$;

-- Keeps what came of tries: 'delivered', 'retry' after so many seconds, 'failed' for good, or 'gone' when the receiver
-- wants no more. An endpoint that has failed for too long, or is gone, is disabled; a URL of requests is no endpoint.
create or replace function keep_tries(told jsonb, disable_after interval) returns int
  language plpgsql volatile as $$
declare
  answered int;
  bad record;
begin
  with t as (
      select * from jsonb_to_recordset(told) as t (delivery_id uuid, endpoint_id uuid, at timestamptz, latency_ms int,
        status int, error text, excerpt text, outcome text, retry_in float8)),
    kept as materialized (
      select t.*, d.tries + 1 as n from t join delivery_due d on d.delivery_id = t.delivery_id for update of d),
    tried as (
      insert into delivery_try (delivery_id, n, at, latency_ms, status, error, excerpt)
      select delivery_id, n, at, latency_ms, status, error, excerpt from kept),
    again as (
      update delivery_due d set tries = k.n, due_at = clock_timestamp() + make_interval(secs => k.retry_in)
      from kept k where d.delivery_id = k.delivery_id and k.outcome = 'retry'),
    over as (
      delete from delivery_due d using kept k where d.delivery_id = k.delivery_id and k.outcome <> 'retry'),
    logged as (
      update delivery d set tries = k.n,
        state = case k.outcome when 'retry' then 'pending' when 'delivered' then 'delivered' else 'failed' end,
        ended_at = case when k.outcome <> 'retry' then clock_timestamp() end
      from kept k where d.id = k.delivery_id),
    well as (
      update webhook_endpoint w set failing_since = null
      where id in (select id from webhook_endpoint where failing_since is not null
        and id in (select endpoint_id from kept where outcome = 'delivered') order by id for update)),
    ill as (
      update webhook_endpoint w set failing_since = clock_timestamp()
      where id in (select id from webhook_endpoint where failing_since is null and url is not null
        and id in (select endpoint_id from kept where outcome <> 'delivered')
        and id not in (select endpoint_id from kept where outcome = 'delivered') order by id for update))
  select count(*) into answered from kept;
  for bad in
    select t.endpoint_id, bool_or(t.outcome = 'gone') as gone
    from jsonb_to_recordset(told) as t (endpoint_id uuid, outcome text) join webhook_endpoint w on w.id = t.endpoint_id
    where t.outcome <> 'delivered' and w.url is not null and w.state = 'enabled'
      and (t.outcome = 'gone' or w.failing_since < clock_timestamp() - disable_after)
    group by t.endpoint_id order by t.endpoint_id
  loop
    perform disable_endpoint(bad.endpoint_id, case when bad.gone then 'gone' else 'failing' end);
  end loop;
  return answered;
end $$;

-- Ends everything that waits for an endpoint.
create or replace function end_deliveries(endpoint uuid, why text) returns int
  language plpgsql volatile as $$
declare
  ended int;
begin
  with gone as (delete from delivery_due where endpoint_id = endpoint returning delivery_id)
  update delivery d set state = 'failed', reason = why, ended_at = clock_timestamp()
  from gone where d.id = gone.delivery_id;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Delivers nothing more to an endpoint, and says so. Answers false when it was disabled.
create or replace function disable_endpoint(wanted uuid, why text) returns boolean
  language plpgsql volatile as $$
declare
  w webhook_endpoint;
begin
  update webhook_endpoint set state = 'disabled', disabled_reason = why, disabled_at = clock_timestamp(),
      events = events + 1, updated_at = clock_timestamp()
    where id = wanted and state = 'enabled' returning * into w;
  if not found then
    return false;
  end if;
  perform end_deliveries(wanted, 'the endpoint was disabled');
  perform record_event(w.tenant_id, 'webhook', w.id, w.events, 'webhook.disabled', jsonb_build_object('reason', why));
  return true;
end $$;

-- Delivers to an endpoint again, from now on.
create or replace function enable_endpoint(wanted uuid) returns boolean
  language plpgsql volatile as $$
declare
  w webhook_endpoint;
begin
  update webhook_endpoint set state = 'enabled', disabled_reason = null, disabled_at = null, failing_since = null,
      events = events + 1, updated_at = clock_timestamp()
    where id = wanted and state = 'disabled' returning * into w;
  if not found then
    return false;
  end if;
  perform record_event(w.tenant_id, 'webhook', w.id, w.events, 'webhook.enabled', '{}');
  return true;
end $$;

-- Sends one event to try an endpoint out. Answers the event's id, or nothing when the tenant has no such endpoint.
create or replace function test_endpoint(tenant int, wanted uuid) returns uuid
  language plpgsql volatile as $$
declare
  w webhook_endpoint;
begin
  update webhook_endpoint set events = events + 1
    where id = wanted and tenant_id = tenant and url is not null returning * into w;
  return case when found then record_event(w.tenant_id, 'webhook', w.id, w.events, 'webhook.test', '{}') end;
end $$;

create or replace function delete_endpoint(tenant int, wanted uuid) returns boolean
  language plpgsql volatile as $$
begin
  delete from webhook_endpoint where id = wanted and tenant_id = tenant and url is not null;
  if not found then
    return false;
  end if;
  perform end_deliveries(wanted, 'the endpoint was deleted');
  return true;
end $$;

-- The events that a replay to an endpoint means: of its tenant, after one position and up to another, of these types
-- (of all when none is named), and with `missing` only those that it was not delivered and is not about to be.
create or replace function replayed_events(tenant int, endpoint uuid, after bigint, upto bigint, since timestamptz,
    types text[], missing boolean, most int)
  returns table (event_id uuid, "position" bigint, subject_id uuid, type text)
  language sql stable as $$
  select e.id, p.position, e.subject_id, e.type
  from event_position p join event e on e.id = p.event_id
  where p.tenant_id = tenant and p.position > after and p.position <= upto and e.at >= since
    and e.type <> 'webhook.test' and (cardinality(types) = 0 or e.type = any(types))
    and not (missing and e.id in (
      select d.event_id from delivery d where d.endpoint_id = endpoint and d.state <> 'failed'))
  order by p.position limit most
$$;

-- Delivers these events to an endpoint once more. They have a lane of their own: what happens now does not wait for them.
create or replace function replay_events(tenant int, endpoint uuid, after bigint, upto bigint, since timestamptz,
    types text[], missing boolean, most int) returns int
  language plpgsql volatile as $$
declare
  made int;
begin
  with told as materialized (
      select uuidv7() as id, r.* from replayed_events(tenant, endpoint, after, upto, since, types, missing, most) r),
    kept as (
      insert into delivery (id, tenant_id, endpoint_id, event_id, subject_id, type, position, cause)
      select id, tenant, endpoint, event_id, subject_id, type, position, 'replay' from told),
    due as (
      insert into delivery_due (delivery_id, endpoint_id, event_id, subject_id, lane, position, due_at)
      select id, endpoint, event_id, subject_id, md5(endpoint || 'replay')::uuid, position, clock_timestamp() from told)
  select count(*) into made from told;
  perform pg_notify('reelay_deliveries', '');
  return made;
end $$;

-- Delivers one event again to where it went. Answers the new delivery, or nothing when there is none such, its event is
-- kept no more, or its endpoint is gone.
create or replace function redeliver(tenant int, wanted uuid) returns uuid
  language plpgsql volatile as $$
declare
  d delivery;
  made uuid := uuidv7();
begin
  select d1.* into d from delivery d1 join webhook_endpoint w on w.id = d1.endpoint_id join event e on e.id = d1.event_id
    where d1.id = wanted and d1.tenant_id = tenant;
  if not found then
    return null;
  end if;
  insert into delivery (id, tenant_id, endpoint_id, event_id, subject_id, type, position, cause)
    values (made, tenant, d.endpoint_id, d.event_id, d.subject_id, d.type, d.position, 'redelivery');
  insert into delivery_due (delivery_id, endpoint_id, event_id, subject_id, lane, position, url, due_at)
    select made, d.endpoint_id, d.event_id, d.subject_id, md5(d.endpoint_id || 'replay')::uuid, d.position, g.webhook_url,
      clock_timestamp()
    from webhook_endpoint w left join generation g on w.url is null and g.id = d.subject_id where w.id = d.endpoint_id;
  perform pg_notify('reelay_deliveries', '');
  return made;
end $$;

-- Drops the whole days of deliveries that were made before `before`; what is still to be delivered keeps its day.
create or replace function drop_deliveries(before timestamptz) returns int
  language plpgsql volatile set lock_timeout = '2s' as $$
declare
  day record;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('reelay.event_partitions'));
  for day in
    select substr(c.relname, 10) as date, uuid7_floor((to_date(substr(c.relname, 10), 'YYYYMMDD') + 1)::timestamp at time zone 'utc') as until
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'delivery'::regclass
      and (to_date(substr(c.relname, 10), 'YYYYMMDD') + 1)::timestamp at time zone 'utc' <= before
    order by 1
  loop
    exit when exists (select from delivery_due where delivery_id < day.until);
    execute format('drop table %I', 'delivery_' || day.date);
    execute format('drop table if exists %I', 'delivery_try_' || day.date);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
