-- Requests that come in the form of a provider's own clients.

alter table generation
  -- the provider in whose form it came, and in which its webhook_url is told; null for our own
  add column facade text;

-- Submits in such a form whose answer has perhaps not arrived: a client that repeats one means the same request. A row goes when
-- its answer was written.
create table unanswered_submit (
  -- the idempotency key under which it is accepted
  key text primary key,
  tenant_id int not null,
  api_key_id uuid not null,
  facade text not null,
  -- of what was asked for
  fingerprint bytea not null,
  -- the submit that has it at the moment, and the api in which that runs: one that holds the lock of its number lives
  holder uuid not null,
  instance int not null,
  at timestamptz not null default clock_timestamp(),
  -- since when its answer is known not to have arrived whole
  cut_at timestamptz
);
create index unanswered_submit_by_fingerprint on unanswered_submit (tenant_id, api_key_id, fingerprint);
