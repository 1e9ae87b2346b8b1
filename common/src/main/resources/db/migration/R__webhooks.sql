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
  -- So that none of them is disabled or removed between this look and the commit; in the order in which all lock them.
  perform from webhook_endpoint where tenant_id in (
      select tenant_id from event_position where position > after and position <= upto)
    order by id for share;
  with told as materialized (
      select uuidv7() as id, p.position, p.event_id, e.tenant_id, e.subject_id, e.type, w.id as endpoint_id, own.url,
        case when w.url is null then md5(e.tenant_id || substring(own.url from '^[a-z]+://[^/?]+'))::uuid else w.id end as lane
      from event_position p
      join event e on e.id = p.event_id
      join webhook_endpoint w on w.tenant_id = e.tenant_id and (w.state = 'enabled' or e.type = 'webhook.test')
      -- The URL that stands on the request or the batch itself.
      left join lateral (
        select g.webhook_url as url, coalesce(g.webhook_types,
            '{generation.completed,generation.failed,generation.cancelled}') as types
          from generation g where e.subject_kind = 'generation' and g.id = e.subject_id
        union all
        select b.webhook_url, '{batch.completed,batch.cancelled}'
          from batch b where e.subject_kind = 'batch' and b.id = e.subject_id) own on w.url is null
      where p.position > after and p.position <= upto and case
        when e.type = 'webhook.test' then w.id = e.subject_id and w.url is not null
        when w.url is null then own.url is not null and e.type = any(own.types)
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

-- Takes what is due, for at most so long: from each lane at most its room (`usual`, or what `rooms` says), of each tenant at
-- most its own (`usual_of_tenant`, or what `tenant_rooms` says), and the first of every lane before the second of any. The
-- first try of an event waits for the first tries of earlier ones of its subject in the lane; later tries wait for nobody.
drop function if exists claim_deliveries(int, int, uuid[], int[], int, int[], int[], interval);
create function claim_deliveries(most int, usual int, lanes uuid[], rooms int[], usual_of_tenant int,
    tenants int[], tenant_rooms int[], lease interval)
  returns table (delivery_id uuid, endpoint_id uuid, lane uuid, tries int, url text, secret bytea, old_secret bytea,
    headers bytea, retry_after int[], "position" bigint, tenant_id int, id uuid, subject_kind text, subject_id uuid,
    number int, type text, at timestamptz, data jsonb, facade text)
  language sql volatile as $$
  with recursive hop (lane) as (
      (select d.lane from delivery_due d order by d.lane limit 1)
      union all
      select (select d.lane from delivery_due d where d.lane > h.lane order by d.lane limit 1) from hop h where h.lane is not null),
    room as (
      select h.lane, coalesce(r.room, usual) as room
      from hop h left join unnest(lanes, rooms) as r (lane, room) on r.lane = h.lane where h.lane is not null),
    due as materialized (
      select p.delivery_id, p.tenant_id, p.due_at, row_number() over (partition by r.lane order by p.due_at, p.position) as place
      from room r cross join lateral (
        select d.delivery_id, d.tenant_id, d.due_at, d.position from delivery_due d
        where d.lane = r.lane and d.due_at <= clock_timestamp() and (d.tries > 0 or not exists (
          select 1 from delivery_due e where e.lane = d.lane and e.subject_id = d.subject_id and e.tries = 0
            and e.position < d.position))
        order by d.due_at, d.position limit r.room) p),
    ranked as (
      select d.*, row_number() over (partition by d.tenant_id order by d.place, d.due_at) as of_tenant from due d),
    picked as materialized (
      select k.delivery_id from ranked k left join unnest(tenants, tenant_rooms) as t (tenant_id, room) on t.tenant_id = k.tenant_id
      where k.of_tenant <= coalesce(t.room, usual_of_tenant)
      order by k.place, k.due_at limit most),
    locked as materialized (
      select d.delivery_id from delivery_due d
      where d.delivery_id = any (array(select p.delivery_id from picked p)) and d.due_at <= clock_timestamp()
      for update skip locked),
    taken as (
      update delivery_due d set due_at = clock_timestamp() + lease from locked l where d.delivery_id = l.delivery_id
      returning d.*)
  select t.delivery_id, t.endpoint_id, t.lane, t.tries, coalesce(t.url, w.url), w.secret,
    case when w.old_secret_until > clock_timestamp() then w.old_secret end, w.headers, w.retry_after,
    t.position, e.tenant_id, e.id, e.subject_kind, e.subject_id, e.number, e.type, e.at, e.data,
    -- The form in which the URL that stands on a request is told.
    case when w.url is null and e.subject_kind = 'generation' then
      (select g.facade from generation g where g.id = e.subject_id) end
  from taken t join event e on e.id = t.event_id join webhook_endpoint w on w.id = t.endpoint_id
  order by t.position
$$;

-- Keeps what came of tries: 'delivered', 'retry' after so many seconds, 'failed' for good, or 'gone' when the receiver
-- wants no more. An endpoint that has failed for too long, or is gone, is disabled; a URL of requests is no endpoint. What
-- was ended while it was tried is logged as it was tried. Endpoints are locked first, and all in one order.
create or replace function keep_tries(told jsonb, disable_after interval) returns int
  language plpgsql volatile as $$
declare
  touched uuid[];
  kept_ones uuid[];
  bad record;
begin
  select array_agg(w.id) into touched from (
    select w.id from webhook_endpoint w
    where w.id in (select t.endpoint_id from jsonb_to_recordset(told) as t (endpoint_id uuid, outcome text)
      where t.outcome <> 'delivered' or w.failing_since is not null)
    order by w.id for no key update) w;
  with t as (
      select * from jsonb_to_recordset(told) as t (delivery_id uuid, at timestamptz, latency_ms int, status int,
        error text, excerpt text, outcome text, retry_in float8)),
    kept as materialized (
      select t.*, d.tries + 1 as n from t join delivery_due d on d.delivery_id = t.delivery_id
      order by d.delivery_id for update of d),
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
      from kept k where d.id = k.delivery_id)
  select coalesce(array_agg(delivery_id), '{}') into kept_ones from kept;
  with t as (
      select * from jsonb_to_recordset(told) as t (delivery_id uuid, at timestamptz, latency_ms int, status int,
        error text, excerpt text, outcome text)),
    late as materialized (
      select t.*, d.tries + 1 as n from t join delivery d on d.id = t.delivery_id
      where t.delivery_id <> all (kept_ones) and d.state = 'failed' order by d.id for update of d),
    tried as (
      insert into delivery_try (delivery_id, n, at, latency_ms, status, error, excerpt)
      select delivery_id, n, at, latency_ms, status, error, excerpt from late)
  update delivery d set tries = l.n, state = case when l.outcome = 'delivered' then 'delivered' else d.state end,
    reason = case when l.outcome = 'delivered' then null else d.reason end
  from late l where d.id = l.delivery_id;
  with t as (select * from jsonb_to_recordset(told) as t (endpoint_id uuid, outcome text)),
    well as (select endpoint_id from t where outcome = 'delivered')
  update webhook_endpoint w set failed_at = case when w.id in (table well) then w.failed_at else clock_timestamp() end,
    failing_since = case when w.id in (table well) or w.url is null then null
      -- Between failures that lie far apart nothing is known.
      when w.failing_since is null or w.failed_at < clock_timestamp() - disable_after / 2 then clock_timestamp()
      else w.failing_since end
  where w.id = any (touched);
  for bad in
    select t.endpoint_id, bool_or(t.outcome = 'gone') as gone
    from jsonb_to_recordset(told) as t (endpoint_id uuid, outcome text) join webhook_endpoint w on w.id = t.endpoint_id
    where t.outcome <> 'delivered' and w.url is not null and w.state = 'enabled'
      and (t.outcome = 'gone' or w.failing_since < clock_timestamp() - disable_after)
    group by t.endpoint_id order by t.endpoint_id
  loop
    perform disable_endpoint(bad.endpoint_id, case when bad.gone then 'gone' else 'failing' end);
  end loop;
  return cardinality(kept_ones);
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
  perform from webhook_endpoint where id = endpoint for share;
  if not found then
    return 0;
  end if;
  with told as materialized (
      select uuidv7() as id, r.* from replayed_events(tenant, endpoint, after, upto, since, types, missing, most) r),
    kept as (
      insert into delivery (id, tenant_id, endpoint_id, event_id, subject_id, type, position, cause)
      select id, tenant, endpoint, event_id, subject_id, type, position, 'replay' from told),
    due as (
      insert into delivery_due (delivery_id, tenant_id, endpoint_id, event_id, subject_id, lane, position, due_at)
      select id, tenant, endpoint, event_id, subject_id, md5(endpoint || 'replay')::uuid, position, clock_timestamp() from told)
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
    where d1.id = wanted and d1.tenant_id = tenant for share of w;
  if not found then
    return null;
  end if;
  insert into delivery (id, tenant_id, endpoint_id, event_id, subject_id, type, position, cause)
    values (made, tenant, d.endpoint_id, d.event_id, d.subject_id, d.type, d.position, 'redelivery');
  insert into delivery_due (delivery_id, tenant_id, endpoint_id, event_id, subject_id, lane, position, url, due_at)
    select made, tenant, d.endpoint_id, d.event_id, d.subject_id,
      md5(d.endpoint_id || 'replay' || coalesce(substring(g.webhook_url from '^[a-z]+://[^/?]+'), ''))::uuid, d.position,
      g.webhook_url, clock_timestamp()
    from webhook_endpoint w left join generation g on w.url is null and g.id = d.subject_id where w.id = d.endpoint_id;
  perform pg_notify('reelay_deliveries', '');
  return made;
end $$;

-- Drops the whole days of deliveries that were made before `before`; what is still to be delivered keeps its day.
create or replace function drop_deliveries(before timestamptz) returns int
  language plpgsql volatile security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  day record;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('reelay.event_partitions'));
  for day in
    select right(p.name, 8) as date, uuid7_floor(p.ends) as until from partitions_of('delivery') p
    where p.ends <= may_go_before('deliveries', before) order by p.ends
  loop
    exit when exists (select from delivery_due where delivery_id < day.until);
    execute format('drop table %I', 'delivery_' || day.date);
    execute format('drop table if exists %I', 'delivery_try_' || day.date);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
-- Only for whom db/rights.sql names: it runs as its owner.
revoke execute on function drop_deliveries(timestamptz) from public;
