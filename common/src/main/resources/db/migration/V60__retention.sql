-- What is kept for how long, and how it goes. What a request's text and files are is dropped before its row is.

alter table generation
  -- since when neither its text nor its input is kept
  add column text_dropped_at timestamptz,
  -- since when it is deleted by its owner's wish: nobody sees it, and its attempts stay for the ledger
  add column deleted_at timestamptz;
create index generation_with_text on generation (tenant_id, ended_at) where ended_at is not null and text_dropped_at is null;
create index generation_input_object on generation_input (object_key) where object_key is not null;
create index idempotency_key_by_generation on idempotency_key (generation_id);
create index artifact_by_age on artifact (tenant_id, stored_at);
create index batch_line_by_generation on batch_line (generation_id) where generation_id is not null;
create index batch_line_object on batch_line ((asked ->> 'object_key')) where asked ->> 'object_key' is not null;
create index batch_ended on batch (tenant_id, ended_at) where ended_at is not null;
-- whether what its lines ask for is not kept any more
alter table batch add column words_dropped boolean not null default false;

-- Objects whose rows are gone. Written in the transaction that drops the row, and deleted once the bucket has the object no
-- more: at any moment each object has a row that names it.
create table doomed_object (
  id bigint generated always as identity primary key,
  -- null for the installation's own
  bucket text,
  object_key text not null,
  -- the request that it was an input or a result of; null for others
  generation_id uuid,
  doomed_at timestamptz not null default clock_timestamp(),
  -- when the bucket last refused to delete it
  refused_at timestamptz
);

-- What the attempts of requests whose rows are gone came to, so that reports, batches and new budgets count them as before.
create table spent_before (
  tenant_id int not null,
  -- of UTC, on which the attempts began
  day date not null,
  provider text not null,
  offering text not null,
  model text not null,
  api_key_id uuid,
  batch_id uuid,
  currency text,
  charge_kind text not null,
  attempts bigint not null,
  charge numeric not null,
  at_risk numeric not null,
  unpriced bigint not null,
  unique nulls not distinct (tenant_id, day, provider, offering, model, api_key_id, batch_id, currency, charge_kind)
) with (fillfactor = 70);
create index spent_before_of_batch on spent_before (batch_id) where batch_id is not null;


create index audit_by_time on audit (at);
