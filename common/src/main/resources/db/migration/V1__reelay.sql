-- The truth of Reelay. Ids are UUIDv7, so a key's order is the order of time.
-- An index's key and predicate hold only columns that change seldom: a column named there keeps updates from being
-- heap-only (no predicate on state, no index on updated_at).

create function uuid7_floor(at timestamptz) returns uuid
  language sql immutable strict
  return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

create function uuid7() returns uuid
  language sql volatile
  return (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
    || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid;

-- Who owns what ---------------------------------------------------------------------------------------------------

create table tenant (
  id int generated always as identity primary key,
  name text not null unique,
  weight float8 not null default 1 check (weight > 0),
  -- s3://bucket/prefix/ that its requests may name as inputs
  input_prefixes text[] not null default '{}',
  created_at timestamptz not null default now()
);

create table api_key (
  id uuid primary key,
  tenant_id int not null references tenant,
  label text not null,
  -- SHA-256 of the key, which has 256 random bits: no salt is needed, and a look-up is one index read
  hash bytea not null unique,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

-- One credential at a provider: limits and cool-downs belong to it. Its row is the lock under which rows are claimed.
create table account (
  id int generated always as identity primary key,
  provider text not null,
  name text not null,
  slots int not null check (slots > 0),
  -- the highest start tag handed out: the clock of the fair share among tenants
  vtime float8 not null default 0,
  cooldown_until timestamptz,
  cooldown_reason text,
  -- cool-downs in a row, for the back-off; back to 0 with the next accepted submit
  cooldowns int not null default 0,
  unique (provider, name)
) with (fillfactor = 50);

-- The queue of one tenant at one account; with backlog it takes part in the fair order.
create table lane (
  account_id int not null references account,
  tenant_id int not null references tenant,
  weight float8 not null default 1,
  pass float8 not null default 0,
  backlog boolean not null default true,
  primary key (account_id, tenant_id)
) with (fillfactor = 50);
create index lane_by_pass on lane (account_id, pass) where backlog;

-- Generations ------------------------------------------------------------------------------------------------------

create table generation (
  id uuid primary key,
  tenant_id int not null references tenant,
  model text not null,
  -- the route, chosen on acceptance
  offering text not null,
  provider text not null,
  account_id int not null references account,
  -- providers that the caller allows, in order; null for any
  providers text[],
  state text not null default 'QUEUED'
    check (state in ('QUEUED', 'RUNNING', 'STORING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  -- received and not claimed: changes only there, so that later updates stay heap-only
  waiting boolean not null default false,
  priority smallint not null default 0,
  -- received_at less the head start that the priority gives: the order within a tenant
  eff_at timestamptz,
  accepted_at timestamptz not null default now(),
  -- the row is the outbox: the record is sent again when it is due and was not received
  send_due_at timestamptz not null default now(),
  sends smallint not null default 0,
  sent_at timestamptz,
  received_at timestamptz,
  start_by timestamptz,
  finish_by timestamptz,
  on_unknown text not null default 'fail' check (on_unknown in ('fail', 'resubmit', 'hold')),
  webhook_url text,
  metadata jsonb,
  cancel_requested_at timestamptz,
  -- how many attempts and events there are: the numbers of the last ones
  attempts int not null default 0,
  events int not null default 0,
  error_class text,
  error_message text,
  error_code text,
  updated_at timestamptz not null default now(),
  ended_at timestamptz
) with (fillfactor = 85);
create index generation_waiting on generation (account_id, tenant_id, eff_at, id) where waiting;
create index generation_by_tenant on generation (tenant_id, id);
create index generation_unreceived on generation (send_due_at) where received_at is null and ended_at is null;
create index generation_start_by on generation (start_by) where waiting and start_by is not null;
create index generation_finish_by on generation (finish_by) where ended_at is null and finish_by is not null;

-- Beside the row, which is read and written often, while the input is read once. Large inputs lie in S3.
create table generation_input (
  generation_id uuid primary key references generation on delete cascade,
  input jsonb,
  object_key text,
  check ((input is null) <> (object_key is null))
);

create table idempotency_key (
  tenant_id int not null references tenant,
  key text not null,
  body_sha256 bytea not null,
  generation_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, key)
);

-- The ledger: one row for each submit, written before the call.
create table attempt (
  id uuid primary key,
  generation_id uuid not null references generation,
  tenant_id int not null,
  number smallint not null,
  account_id int not null references account,
  provider text not null,
  offering text not null,
  state text not null default 'SUBMITTING' check (state in
    ('SUBMITTING', 'ACCEPTED', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'NOT_SENT', 'REFUSED', 'UNKNOWN')),
  -- who runs it: a partition of the workers' topic, and the number of its assignment
  partition int not null,
  epoch bigint not null,
  created_at timestamptz not null default now(),
  send_before timestamptz not null,
  answer_before timestamptz not null,
  -- the provider's id and links, frozen when it accepted
  remote jsonb,
  accepted_at timestamptz,
  -- the provider's last state in our words, and since when it renders
  remote_state text,
  running_at timestamptz,
  outputs jsonb,
  cost numeric,
  error_class text,
  error_message text,
  error_code text,
  cancel_sent_at timestamptz,
  cancel_outcome text,
  -- null while it holds its slot
  verdict_at timestamptz,
  -- null while a worker has something to do for it
  done_at timestamptz,
  unique (generation_id, number)
) with (fillfactor = 85);
create index attempt_open on attempt (account_id) where verdict_at is null;
create index attempt_work on attempt (partition) where done_at is null;

create table artifact (
  attempt_id uuid not null references attempt,
  n smallint not null,
  generation_id uuid not null references generation,
  tenant_id int not null,
  bucket text not null,
  object_key text not null,
  bytes bigint not null,
  sha256 bytea not null,
  media_type text not null,
  duration_ms bigint,
  width int,
  height int,
  stored_at timestamptz not null default now(),
  primary key (attempt_id, n)
);
create index artifact_by_generation on artifact (generation_id);

-- Every assignment of a partition of the workers' topic raises its epoch; a write with an old one is refused.
create table partition_epoch (
  partition int primary key,
  epoch bigint not null,
  owner text not null,
  assigned_at timestamptz not null default now()
) with (fillfactor = 50);

-- Events -----------------------------------------------------------------------------------------------------------

-- Never updated. What is new, and what order holds, stands in the two small tables below.
create table event (
  id uuid primary key,
  tenant_id int not null,
  subject_kind text not null,
  subject_id uuid not null,
  -- counts from 1 within the subject
  number int not null,
  type text not null,
  at timestamptz not null,
  data jsonb not null
) partition by range (id);
create index event_by_subject on event (subject_id, number);

create table event_pending (
  seq bigint generated always as identity primary key,
  event_id uuid not null
);

create table event_position (
  position bigint primary key,
  event_id uuid not null,
  tenant_id int not null,
  subject_id uuid not null
);
create index event_position_by_tenant on event_position (tenant_id, position);

-- How far the relay has come; one row.
create table event_relay (
  singleton boolean primary key default true check (singleton),
  positioned bigint not null default 0,
  published bigint not null default 0
) with (fillfactor = 20);
insert into event_relay default values;

-- Makes the partitions from yesterday to so many days ahead; calling it again adds what is missing.
create function make_event_partitions(days_ahead int) returns int
  language plpgsql as $$
declare
  day date;
  made int := 0;
  partition_name text;
begin
  perform pg_advisory_xact_lock(hashtext('reelay.event_partitions'));
  for day in select generate_series((now() at time zone 'utc')::date - 1, (now() at time zone 'utc')::date + days_ahead, '1 day')::date loop
    partition_name := 'event_' || to_char(day, 'YYYYMMDD');
    if to_regclass(partition_name) is null then
      execute format('create table %I partition of event for values from (%L) to (%L)', partition_name,
        uuid7_floor(day::timestamp at time zone 'utc'), uuid7_floor((day + 1)::timestamp at time zone 'utc'));
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
select make_event_partitions(8);

-- Writes one event of a subject whose row the caller has locked and counted. Answers the event's id.
create function record_event(tenant int, kind text, subject uuid, num int, event_type text, payload jsonb) returns uuid
  language plpgsql volatile as $$
declare
  event_id uuid := uuid7();
begin
  insert into event (id, tenant_id, subject_kind, subject_id, number, type, at, data)
    values (event_id, tenant, kind, subject, num, event_type, clock_timestamp(), payload);
  insert into event_pending (event_id) values (event_id);
  return event_id;
end $$;

-- Claim ------------------------------------------------------------------------------------------------------------

-- Claims up to `want` waiting rows of an account for a partition: start-time fair queueing over the lanes, under the
-- account's row lock. Lock and count are two statements on purpose: one statement would count on the snapshot from
-- before its wait for the lock. Run it under READ COMMITTED.
create function claim(account_wanted int, want int, for_partition int, at_epoch bigint, send_within interval, answer_within interval)
  returns table (attempt_id uuid, generation_id uuid, tenant_id int, number smallint, provider text, offering text,
    finish_by timestamptz)
  language plpgsql as $$
#variable_conflict use_column
declare
  acc account;
  free int;
  got int;
  v float8;
  short int[];
  idle int[];
  r record;
  rounds int := 0;
begin
  -- Cheap answers first, without a lock.
  if exists (select 1 from account where id = account_wanted and cooldown_until > clock_timestamp())
     or not exists (select 1 from lane where account_id = account_wanted and backlog) then
    return;
  end if;
  -- The partition must still be ours when this commits; an assignment waits for this lock.
  perform 1 from partition_epoch where partition = for_partition and epoch = at_epoch for share;
  if not found then
    return;
  end if;
  select * into acc from account where id = account_wanted for no key update;
  if acc.cooldown_until > clock_timestamp() then
    return;
  end if;
  select acc.slots - count(*) into free from attempt where account_id = account_wanted and verdict_at is null;
  free := least(free, want);
  v := acc.vtime;
  while free > 0 and rounds < 4 loop
    rounds := rounds + 1;
    for r in
      with cand as materialized (
        select tenant_id, greatest(pass, v) as pass, weight from lane
        where account_id = account_wanted and backlog order by lane.pass limit free),
      quota as materialized (
        select tenant_id, count(*) as q, max(tag) as tag from (
          select c.tenant_id, c.pass + k / c.weight as tag from cand c, generate_series(0, free - 1) k
          order by 2, 1 limit free) s
        group by 1),
      pick as (
        select x.id from quota q, lateral (
          select g.id from generation g where g.account_id = account_wanted and g.tenant_id = q.tenant_id and g.waiting
          order by g.eff_at, g.id limit q.q) x),
      lk as (
        select id from generation where id = any (array (select id from pick)) and waiting for update skip locked),
      up as (
        update generation g set state = 'RUNNING', waiting = false, attempts = g.attempts + 1, events = g.events + 1,
          updated_at = clock_timestamp()
        from lk where g.id = lk.id
        returning g.id, g.tenant_id, g.provider, g.offering, g.attempts, g.events),
      claimed as (select tenant_id, count(*) as n from up group by 1),
      passes as (
        update lane l set pass = greatest(l.pass, v) + c.n / l.weight from claimed c
        where l.account_id = account_wanted and l.tenant_id = c.tenant_id),
      att as (
        insert into attempt (id, generation_id, tenant_id, number, account_id, provider, offering, partition, epoch,
          created_at, send_before, answer_before)
        select uuid7(), id, tenant_id, attempts, account_wanted, provider, offering, for_partition, at_epoch,
          clock_timestamp(), clock_timestamp() + send_within, clock_timestamp() + answer_within
        from up
        returning id, generation_id),
      ev as (
        select record_event(up.tenant_id, 'generation', up.id, up.events, 'attempt.started', jsonb_build_object(
          'attempt_id', att.id, 'attempt', up.attempts, 'provider', up.provider, 'offering', up.offering))
        from up join att on att.generation_id = up.id)
      select (select array_agg(id) from att) as attempt_ids,
        (select coalesce(sum(n), 0) from claimed) as n,
        (select max(tag) from quota) as tag,
        array (select q.tenant_id from quota q left join claimed c using (tenant_id) where coalesce(c.n, 0) < q.q) as short,
        (select count(*) from ev) as events
    loop
      got := r.n;
      short := r.short;
      v := greatest(v, coalesce(r.tag, v));
      return query select a.id, a.generation_id, a.tenant_id, a.number, a.provider, a.offering, g.finish_by
        from attempt a join generation g on g.id = a.generation_id where a.id = any (r.attempt_ids);
    end loop;
    free := free - got;
    exit when cardinality(short) = 0;
    -- A lane that gave less than its share is switched off, in a later statement and only if it is still empty:
    -- who receives a row holds a share lock on the lane, and such lanes are skipped here.
    select array_agg(tenant_id) into idle from (
      select tenant_id from lane where account_id = account_wanted and tenant_id = any (short)
      order by 1 for update skip locked) x;
    update lane l set backlog = false where account_id = account_wanted and tenant_id = any (idle)
      and not exists (select 1 from generation g
        where g.account_id = account_wanted and g.tenant_id = l.tenant_id and g.waiting);
  end loop;
  update account set vtime = v where id = account_wanted and vtime < v;
end $$;

-- Marks lanes as waited in. Locks them against being switched off until the caller's transaction ends; lanes are
-- always taken in the same order.
create function open_lanes(accounts int[], tenants int[]) returns void
  language plpgsql as $$
begin
  insert into lane (account_id, tenant_id, weight)
    select distinct w.account_id, w.tenant_id, t.weight
    from unnest(accounts, tenants) as w (account_id, tenant_id) join tenant t on t.id = w.tenant_id
    order by 1, 2
    on conflict do nothing;
  perform 1 from lane l
    where (l.account_id, l.tenant_id) in (select * from unnest(accounts, tenants))
    order by l.account_id, l.tenant_id for key share;
  update lane l set backlog = true
    where (l.account_id, l.tenant_id) in (select * from unnest(accounts, tenants)) and not backlog;
end $$;

-- Marks generations as received from the workers' topic, so that they may be claimed. Ids that are unknown, ended or
-- received already change nothing. Answers the accounts that have something to claim now.
create function receive(ids uuid[], head_start interval) returns setof int
  language plpgsql as $$
declare
  accounts int[];
  tenants int[];
begin
  select array_agg(account_id), array_agg(tenant_id) into accounts, tenants from (
    select distinct account_id, tenant_id from generation
    where id = any (ids) and received_at is null and state = 'QUEUED') w;
  if accounts is null then
    return;
  end if;
  perform open_lanes(accounts, tenants);
  return query
    with received as (
      update generation set received_at = clock_timestamp(), waiting = true, updated_at = clock_timestamp(),
        eff_at = clock_timestamp() - head_start * priority
      where id = any (ids) and received_at is null and state = 'QUEUED'
      returning account_id)
    select distinct account_id from received;
end $$;

-- Gives partitions of the workers' topic to an owner: raises their epochs and stamps them on the open attempts. Two
-- statements, so that the second sees what a claim committed while the first waited for its lock.
create function raise_epochs(partitions int[], new_owner text) returns table (partition int, epoch bigint)
  language plpgsql as $$
#variable_conflict use_column
begin
  insert into partition_epoch (partition, epoch, owner)
    select p, 1, new_owner from unnest(partitions) p order by p
    on conflict (partition) do update
      set epoch = partition_epoch.epoch + 1, owner = excluded.owner, assigned_at = now();
  update attempt a set epoch = e.epoch from partition_epoch e
    where e.partition = any (partitions) and a.partition = e.partition and a.done_at is null;
  return query select e.partition, e.epoch from partition_epoch e where e.partition = any (partitions);
end $$;

-- Ends a generation that has not ended, and says so. Answers false when it had.
create function end_generation(wanted uuid, new_state text, err_class text, err_message text, err_code text, payload jsonb)
  returns boolean
  language plpgsql as $$
declare
  g generation;
begin
  update generation set state = new_state, waiting = false, events = events + 1, error_class = err_class,
      error_message = err_message, error_code = err_code, updated_at = clock_timestamp(), ended_at = clock_timestamp()
    where id = wanted and ended_at is null
    returning * into g;
  if not found then
    return false;
  end if;
  perform record_event(g.tenant_id, 'generation', g.id, g.events, 'generation.' || lower(new_state),
    payload || jsonb_strip_nulls(jsonb_build_object('status', lower(new_state), 'error',
      case when err_class is not null then
        jsonb_strip_nulls(jsonb_build_object('class', err_class, 'message', err_message, 'code', err_code)) end)));
  return true;
end $$;

-- Moves an attempt out of one of some states, and its generation with it, all or nothing. What becomes of the
-- generation, unless it has ended or has a newer attempt:
--   none      nothing
--   requeue   it waits again; or it is cancelled, or expired, if that is what its caller wants by now
--   fail      it has failed with this error
--   cancel    it was cancelled; if nobody asked for that, the provider did it, and it has failed
--   unknown   what the caller's policy for unknown outcomes says
-- Answers the generation's state, or null when the attempt had moved already: the race is lost, read again.
create function settle_attempt(wanted uuid, from_states text[], to_state text, closes boolean, effect text,
    err_class text, err_message text, err_code text) returns text
  language plpgsql as $$
declare
  a attempt;
  g generation;
  facts jsonb;
begin
  update attempt set state = to_state,
      verdict_at = case when closes then coalesce(verdict_at, clock_timestamp()) else verdict_at end,
      done_at = case when closes then clock_timestamp() end,
      error_class = err_class, error_message = err_message, error_code = err_code
    where id = wanted and state = any (from_states) and done_at is null
    returning * into a;
  if not found then
    return null;
  end if;
  update generation set events = events + 1, updated_at = clock_timestamp() where id = a.generation_id returning * into g;
  facts := jsonb_build_object('attempt_id', a.id, 'attempt', a.number, 'provider', a.provider, 'offering', a.offering);
  perform record_event(g.tenant_id, 'generation', g.id, g.events, 'attempt.' || lower(to_state),
    facts || jsonb_strip_nulls(jsonb_build_object('error', case when err_class is not null then
      jsonb_strip_nulls(jsonb_build_object('class', err_class, 'message', err_message, 'code', err_code)) end)));
  if g.ended_at is not null or g.attempts <> a.number then
    return g.state;
  end if;
  if effect = 'unknown' then
    effect := case g.on_unknown when 'fail' then 'fail' when 'resubmit' then 'requeue' else 'none' end;
  end if;
  if effect = 'requeue' and g.cancel_requested_at is not null then
    effect := 'cancel';
  end if;
  if effect = 'cancel' and g.cancel_requested_at is null then
    effect := 'fail';
    err_class := 'provider_failed';
    err_message := 'the provider cancelled the work, and nobody had asked it to';
  end if;
  if effect = 'requeue' and least(g.start_by, g.finish_by) < clock_timestamp() then
    effect := 'fail';
    err_class := 'timeout';
    err_message := 'the deadline passed before a provider accepted the request';
  end if;
  case effect
    when 'none' then
      return g.state;
    when 'requeue' then
      perform open_lanes(array[g.account_id], array[g.tenant_id]);
      update generation set state = 'QUEUED', waiting = true, events = events + 1 where id = g.id returning * into g;
      perform record_event(g.tenant_id, 'generation', g.id, g.events, 'generation.requeued',
        facts || jsonb_strip_nulls(jsonb_build_object('reason', err_class, 'message', err_message)));
      return g.state;
    when 'fail' then
      perform end_generation(g.id, 'FAILED', err_class, err_message, err_code, facts);
      return 'FAILED';
    when 'cancel' then
      perform end_generation(g.id, 'CANCELLED', null, null, null, facts);
      return 'CANCELLED';
  end case;
end $$;

-- A result is in the bucket: keeps its artifacts and completes the generation; if that has ended already, a paid
-- result has turned up late, and is announced. Answers null when somebody else had stored it.
create function store_artifacts(wanted uuid, artifacts jsonb) returns text
  language plpgsql as $$
declare
  a attempt;
  g generation;
  facts jsonb;
begin
  update attempt set done_at = clock_timestamp() where id = wanted and state = 'SUCCEEDED' and done_at is null
    returning * into a;
  if not found then
    return null;
  end if;
  insert into artifact (attempt_id, n, generation_id, tenant_id, bucket, object_key, bytes, sha256, media_type,
      duration_ms, width, height)
    select a.id, x.n, a.generation_id, a.tenant_id, x.bucket, x.object_key, x.bytes, decode(x.sha256, 'hex'),
      x.media_type, x.duration_ms, x.width, x.height
    from jsonb_to_recordset(artifacts) as x (n smallint, bucket text, object_key text, bytes bigint, sha256 text,
      media_type text, duration_ms bigint, width int, height int)
    on conflict do nothing;
  facts := jsonb_build_object('attempt_id', a.id, 'attempt', a.number, 'provider', a.provider, 'offering', a.offering,
    'artifacts', artifacts);
  if not end_generation(a.generation_id, 'COMPLETED', null, null, null, facts) then
    update generation set events = events + 1, updated_at = clock_timestamp() where id = a.generation_id
      returning * into g;
    perform record_event(g.tenant_id, 'generation', g.id, g.events, 'attempt.recovered', facts);
  end if;
  return 'COMPLETED';
end $$;

-- Accepting --------------------------------------------------------------------------------------------------------

-- Writes new generations with their inputs and first events. The record follows after the commit; the sweeper sends
-- what was not acked within the first seconds.
create function accept_generations(orders jsonb) returns void
  language plpgsql as $$
begin
  insert into generation (id, tenant_id, model, offering, provider, account_id, providers, priority, send_due_at,
      start_by, finish_by, on_unknown, webhook_url, metadata, events)
    select o.id, o.tenant_id, o.model, o.offering, o.provider, o.account_id, o.providers, o.priority,
      now() + interval '5 s', o.start_by, o.finish_by, o.on_unknown, o.webhook_url, o.metadata, 1
    from jsonb_to_recordset(orders) as o (id uuid, tenant_id int, model text, offering text, provider text,
      account_id int, providers text[], priority smallint, start_by timestamptz, finish_by timestamptz,
      on_unknown text, webhook_url text, metadata jsonb);
  insert into generation_input (generation_id, input, object_key)
    select o.id, o.input, o.object_key
    from jsonb_to_recordset(orders) as o (id uuid, input jsonb, object_key text);
  perform record_event(o.tenant_id, 'generation', o.id, 1, 'generation.accepted', jsonb_strip_nulls(jsonb_build_object(
      'status', 'in_queue', 'model', o.model, 'provider', o.provider, 'offering', o.offering, 'metadata', o.metadata)))
    from jsonb_to_recordset(orders) as o (id uuid, tenant_id int, model text, provider text, offering text, metadata jsonb);
end $$;

-- The same for one generation under a caller's key. Of many at once one writes, and the others wait for its commit.
-- Answers the generation that the key stands for, whether its body was this one, and whether it is new; answers
-- nothing when the key was forgotten just now: call again.
create function accept_once(tenant int, wanted_key text, hash bytea, wanted uuid, orders jsonb)
  returns table (id uuid, same_body boolean, fresh boolean)
  language plpgsql as $$
begin
  insert into idempotency_key (tenant_id, key, body_sha256, generation_id) values (tenant, wanted_key, hash, wanted)
    on conflict do nothing;
  if found then
    perform accept_generations(orders);
    return query select wanted, true, true;
  else
    return query select k.generation_id, k.body_sha256 = hash, false from idempotency_key k
      where k.tenant_id = tenant and k.key = wanted_key;
  end if;
end $$;

-- What the caller's wish to stop comes to: 'cancelled' when nothing was with a provider, 'requested' when a provider
-- has it and the worker will ask there, 'stored' when it is rendered and paid, 'ended' when it had ended, and
-- 'unknown' when the tenant has no such generation.
create function cancel_generation(tenant int, wanted uuid) returns text
  language plpgsql as $$
declare
  g generation;
begin
  select * into g from generation where id = wanted and tenant_id = tenant for no key update;
  if not found then
    return 'unknown';
  elsif g.state = 'CANCELLED' then
    return 'cancelled';
  elsif g.ended_at is not null then
    return 'ended';
  elsif g.state = 'STORING' then
    return 'stored';
  elsif g.state = 'QUEUED' then
    perform end_generation(g.id, 'CANCELLED', null, null, null, '{}');
    return 'cancelled';
  end if;
  if g.cancel_requested_at is null then
    update generation set cancel_requested_at = clock_timestamp(), events = events + 1, updated_at = clock_timestamp()
      where id = g.id returning * into g;
    perform record_event(g.tenant_id, 'generation', g.id, g.events, 'generation.cancel_requested', '{}');
  end if;
  perform pg_notify('reelay_cancel', g.id::text);
  return 'requested';
end $$;

-- How long each offering took lately, as the weights of a histogram's buckets; the workers know what they mean.
create table generation_time (
  offering text primary key,
  weights float8[] not null,
  updated_at timestamptz not null default now()
) with (fillfactor = 50);

-- Adds what one worker saw and answers the whole. Old times fade: beyond 200 ends, all of them count for half.
create function share_generation_times(wanted text, seen float8[]) returns float8[]
  language sql as $$
  insert into generation_time as g (offering, weights) values (wanted, seen)
  on conflict (offering) do update set updated_at = now(), weights = (
    select array_agg((old + new) * case when (select sum(w) from unnest(g.weights) w) > 200 then 0.5 else 1 end order by n)
    from unnest(g.weights, excluded.weights) with ordinality as x (old, new, n))
  returning weights
$$;
