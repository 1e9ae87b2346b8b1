-- Where events are delivered. A tenant has endpoints of its own, and at most one for the URLs that stand on its requests.
create table webhook_endpoint (
  id uuid primary key,
  tenant_id int not null,
  -- null: each request names its own
  url text,
  -- empty for all
  types text[] not null default '{}',
  description text,
  -- sealed with the installation's key, as the secrets are; the names are told, the values never
  headers bytea,
  header_names text[] not null default '{}',
  secret bytea not null,
  old_secret bytea,
  old_secret_until timestamptz,
  -- seconds from each failed try to the next; null for the usual ones
  retry_after int[],
  state text not null default 'enabled' check (state in ('enabled', 'disabled')),
  disabled_reason text check (disabled_reason in ('owner', 'gone', 'failing')),
  disabled_at timestamptz,
  -- since when no try has succeeded
  failing_since timestamptz,
  failed_at timestamptz,
  events int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 70);
create index webhook_endpoint_by_tenant on webhook_endpoint (tenant_id, id);
create unique index webhook_endpoint_of_requests on webhook_endpoint (tenant_id) where url is null;

-- Which events its webhook_url is told of; null for the terminal ones.
alter table generation add column webhook_types text[];

-- One event on its way to one endpoint, kept for the log.
create table delivery (
  id uuid primary key,
  tenant_id int not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  subject_id uuid not null,
  type text not null,
  position bigint not null,
  cause text not null check (cause in ('event', 'redelivery', 'replay')),
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
  tries int not null default 0,
  -- why it failed, when that was no answer to a try
  reason text,
  ended_at timestamptz
) partition by range (id);
create index delivery_by_endpoint on delivery (endpoint_id, id);

create table delivery_try (
  delivery_id uuid not null,
  n int not null,
  at timestamptz not null,
  latency_ms int not null,
  -- null without an answer
  status int,
  error text,
  -- the beginning of the answer's body, for the owner
  excerpt text,
  primary key (delivery_id, n)
) partition by range (delivery_id);

-- What is still to be delivered. A lane is what shares a fate: an endpoint, its replays, or a host that requests name.
create table delivery_due (
  delivery_id uuid primary key,
  tenant_id int not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  subject_id uuid not null,
  lane uuid not null,
  position bigint not null,
  -- null for the endpoint's own
  url text,
  tries int not null default 0,
  -- a claim moves it on for as long as a try can take
  due_at timestamptz not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index delivery_due_by_lane on delivery_due (lane, due_at, position);
create index delivery_due_first on delivery_due (lane, subject_id, position) where tries = 0;
create index delivery_due_by_time on delivery_due (due_at);
create index delivery_due_by_endpoint on delivery_due (endpoint_id);

-- As before, for every table that is kept by days.
create or replace function make_event_partitions(days_ahead int) returns int
  language plpgsql as $$
declare
  day date;
  parent text;
  made int := 0;
  partition_name text;
begin
  perform pg_advisory_xact_lock(hashtext('reelay.event_partitions'));
  for day in select generate_series((now() at time zone 'utc')::date - 1, (now() at time zone 'utc')::date + days_ahead, '1 day')::date loop
    foreach parent in array array['event', 'delivery', 'delivery_try'] loop
      partition_name := parent || '_' || to_char(day, 'YYYYMMDD');
      if to_regclass(partition_name) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)', partition_name, parent,
          uuid7_floor(day::timestamp at time zone 'utc'), uuid7_floor((day + 1)::timestamp at time zone 'utc'));
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;
select make_event_partitions(8);
