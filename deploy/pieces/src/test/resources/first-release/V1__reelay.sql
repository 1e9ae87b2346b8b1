-- The tables of Reelay; the functions that work on them lie beside, in the files that begin with R. Ids are UUIDv7, so a
-- key's order is the order of time. An index's key and predicate hold only columns that change seldom: a column named
-- there keeps updates from being heap-only (no predicate on state, no index on updated_at).

create function uuid7_floor(at timestamptz) returns uuid
  language sql immutable strict
  return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

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

-- Tenants and accounts are never deleted, and no foreign key says so here: each row that names one would lock its row
-- for a moment, and thousands a second lock the same one.
create table generation (
  id uuid primary key,
  tenant_id int not null,
  model text not null,
  -- the route, chosen on acceptance
  offering text not null,
  provider text not null,
  account_id int not null,
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
-- The ids are in the order of time, so the first is the oldest that has no end.
create index generation_open on generation (id) where ended_at is null;

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
  account_id int not null,
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
  -- since when no answer is expected on the wire any more, and the provider's history is searched
  doubted_at timestamptz,
  -- what a person said of an attempt whose outcome was unknown
  settled_as text check (settled_as in ('resubmit', 'fail', 'accepted')),
  settled_at timestamptz,
  -- when it was last moved because nobody ran it
  adopted_at timestamptz,
  -- null while it holds its slot
  verdict_at timestamptz,
  -- null while a worker has something to do for it
  done_at timestamptz,
  unique (generation_id, number)
) with (fillfactor = 85);
create index attempt_open on attempt (account_id) where verdict_at is null;
create index attempt_work on attempt (partition) where done_at is null;
-- What a provider accepted once belongs to one attempt. Written once an attempt, when it is accepted.
create unique index attempt_remote on attempt (account_id, (remote ->> 'id')) where remote ->> 'id' <> '';

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

-- How long each offering took lately, as the weights of a histogram's buckets; the workers know what they mean.
create table generation_time (
  offering text primary key,
  weights float8[] not null,
  updated_at timestamptz not null default now()
) with (fillfactor = 50);
