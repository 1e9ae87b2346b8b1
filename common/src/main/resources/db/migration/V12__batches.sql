-- Many requests from one manifest. Its lines lie staged here until they are released, a few at a time, and become generations.

create table batch (
  id uuid primary key,
  tenant_id int not null,
  api_key_id uuid,
  -- the caller's own, under which the same manifest goes on where it broke off, and is never taken twice
  key text,
  name text,
  state text not null default 'RECEIVING' check (state in ('RECEIVING', 'REFUSED', 'CHECKED', 'RUNNING', 'PAUSED',
    'CANCELLING', 'FINISHING', 'COMPLETED', 'CANCELLED')),
  -- what was asked for beside the lines, as a fingerprint: the same key must come with the same
  terms_sha256 bytea,
  accept_valid boolean not null default false,
  dry_run boolean not null default false,
  concurrency int not null check (concurrency > 0),
  budget numeric,
  webhook_url text,
  -- the batch whose lines without a result these are
  retry_of uuid,
  -- The upload: a later one takes over from an earlier one. Up to the line `staged` all lines are here, and this is their hash.
  upload int not null default 1,
  staged int not null default 0,
  staged_sha256 text,
  -- Non-blank lines, those that cannot be accepted, and up to where lines were released.
  lines int not null default 0,
  invalid int not null default 0,
  released int not null default 0,
  released_to int not null default 0,
  completed int not null default 0,
  failed int not null default 0,
  cancelled int not null default 0,
  -- by provider: [{provider, lines, amount, currency}]
  estimate jsonb,
  -- ends a second, smoothed over a minute, and when it was last reckoned
  rate float8 not null default 0,
  rate_at timestamptz,
  events int not null default 0,
  -- until when a process writes its files
  lease_until timestamptz,
  results_bytes bigint,
  errors_bytes bigint,
  -- whether lines of which nothing was bought are gone
  lines_dropped boolean not null default false,
  created_at timestamptz not null default now(),
  -- of its upload, and later of its state
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  cancel_requested_at timestamptz,
  ended_at timestamptz
) with (fillfactor = 50);
create unique index batch_by_key on batch (tenant_id, key) where key is not null;
create index batch_by_tenant on batch (tenant_id, id);
create index batch_active on batch (id) where ended_at is null;
-- What has no result is tried again once; what fails then is that batch's.
create unique index batch_by_retry on batch (retry_of) where retry_of is not null;
create index batch_to_drop on batch (id) where state in ('REFUSED', 'CHECKED') and not lines_dropped;

-- What the valid lines of a batch ask for, added up as they come in.
create table batch_estimate (
  batch_id uuid not null,
  provider text not null,
  -- empty where no price is known
  currency text not null,
  lines int not null,
  amount numeric,
  primary key (batch_id, provider, currency)
);

-- One line of a manifest. What it asks for is an order as generations are accepted from; null where it cannot be accepted, and
-- then `faults` says why, as a list of {pointer, message}.
create table batch_line (
  batch_id uuid not null,
  -- the line of the file, from 1
  n int not null,
  custom_id text,
  asked jsonb,
  faults jsonb,
  generation_id uuid,
  state text not null default 'STAGED' check (state in ('STAGED', 'RELEASED', 'COMPLETED', 'FAILED', 'CANCELLED')),
  primary key (batch_id, n)
);
create index batch_line_by_custom_id on batch_line (batch_id, custom_id, n) where custom_id is not null;
create index batch_line_open on batch_line (batch_id) where state = 'RELEASED';
create index batch_line_faulty on batch_line (batch_id, n) where faults is not null;

create index generation_by_batch on generation (batch_id) where batch_id is not null;
