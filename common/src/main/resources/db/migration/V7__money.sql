-- What each attempt comes to, and what may be spent.

-- What an attempt has come to, from its row alone; null while its provider may still be at it. `cost` is the provider's word.
create function settled_kind(state text, error_class text, cost numeric) returns text
  language sql immutable
  return case
    when state in ('SUBMITTING', 'ACCEPTED') then null
    when state = 'SUCCEEDED' then 'done'
    when state in ('NOT_SENT', 'REFUSED') then 'not_taken'
    when state = 'UNKNOWN' then 'unknown'
    when state = 'CANCELLED' or error_class = 'cancelled' then
      case when cost > 0 then 'cancelled_charged' else 'cancelled' end
    when error_class = 'result_lost' then 'lost'
    when error_class = 'moderated' then 'moderated'
    when error_class = 'timeout' then 'given_up'
    when error_class in ('submit_outcome_unknown', 'internal') then 'unknown'
    when cost > 0 then 'failed_charged'
    else 'failed_free' end;

-- What the provider bills for it: its own word, else the price where it bills for certain, else nothing where it bills
-- nothing. Null where that is not known, or not yet.
create function settled_charge(state text, error_class text, cost numeric, price numeric) returns numeric
  language sql immutable
  return case
    when settled_kind(state, error_class, cost) is null then null
    when settled_kind(state, error_class, cost) = 'not_taken' then 0
    when cost is not null then cost
    when settled_kind(state, error_class, cost) in ('done', 'lost') then price
    when settled_kind(state, error_class, cost) in ('moderated', 'failed_free') then 0 end;

-- What the provider may bill for it, and nobody knows.
create function settled_risk(state text, error_class text, cost numeric, price numeric) returns numeric
  language sql immutable
  return case when cost is null and settled_kind(state, error_class, cost) in ('unknown', 'given_up', 'cancelled')
    then price end;

-- Settled by the row itself: whatever changes it, and however late, these follow.
alter table attempt
  -- what the provider's answer counts in its own units
  add column billable_units numeric,
  add column charge_kind text generated always as (settled_kind(state, error_class, cost)) stored,
  add column charge numeric generated always as (settled_charge(state, error_class, cost, price)) stored,
  add column at_risk numeric generated always as (settled_risk(state, error_class, cost, price)) stored,
  -- what is set aside for it while nobody knows what it will come to
  add column held numeric generated always as (
    case when settled_kind(state, error_class, cost) is null then price end) stored;
-- For reports: ids are in the order of time.
create index attempt_by_tenant on attempt (tenant_id, id);

alter table account
  -- what the provider said last that the account has left
  add column credits numeric,
  add column credits_at timestamptz;

-- How much may be spent in a period (of UTC) on what all of the set columns agree with.
create table budget (
  id uuid primary key,
  name text not null,
  tenant_id int,
  api_key_id uuid,
  batch_id uuid,
  provider text,
  period text not null check (period in ('day', 'month', 'total')),
  amount numeric not null check (amount >= 0),
  currency text not null,
  when_spent text not null check (when_spent in ('refuse', 'hold')),
  created_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz
) with (fillfactor = 70);
create index budget_open on budget (tenant_id) where closed_at is null;

-- What a budget counts, by the first day of the period: what is queued for it (whenever that will be spent, so it stands at
-- -infinity), held by open attempts, at risk, and spent. A claim that locks the budget's row adds up the changes since the
-- last one; who settles an attempt only adds a change, so that it waits for nobody.
create table budget_use (
  budget_id uuid not null,
  period_start date not null,
  queued numeric not null default 0,
  held numeric not null default 0,
  at_risk numeric not null default 0,
  spent numeric not null default 0,
  primary key (budget_id, period_start)
) with (fillfactor = 50);

create table budget_change (
  budget_id uuid not null,
  seq bigint generated always as identity,
  period_start date not null,
  queued numeric not null,
  held numeric not null,
  at_risk numeric not null,
  spent numeric not null,
  primary key (budget_id, seq)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- Taken out of the queue until this budget has room again; it changes only with `waiting`.
alter table generation
  add column held_by uuid references budget,
  add constraint generation_held check (held_by is null or (state = 'QUEUED' and not waiting));
create index generation_held_by on generation (held_by, eff_at, id) where held_by is not null;
drop index generation_start_by;
create index generation_start_by on generation (start_by)
  where (waiting or held_by is not null) and start_by is not null;
