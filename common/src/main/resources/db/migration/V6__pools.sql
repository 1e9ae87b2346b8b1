-- Requests wait for a provider, and any of its accounts may take them: the accounts of a provider are a pool, whose row is
-- the lock under which rows are claimed. What can be told apart there are offerings: each has limits and a breaker.

create table pool (
  id int generated always as identity primary key,
  provider text not null unique,
  -- the highest start tag handed out: the clock of the fair share among tenants
  vtime float8 not null default 0,
  -- the same of the shares among its accounts
  turn float8 not null default 0
) with (fillfactor = 50);
insert into pool (provider, vtime) select provider, max(vtime) from account group by provider order by provider;

alter table account
  add column pool_id int references pool,
  -- its share of the pool's starts, as long as it has room; and what of it was taken, in turns
  add column weight float8 not null default 1 check (weight > 0),
  add column pass float8 not null default 0,
  -- the least time between two starts; null for none
  add column start_every interval check (start_every > interval '0'),
  add column next_start_at timestamptz,
  add column paused_at timestamptz,
  -- the provider says that it has no money, or does not know its key: nothing is claimed for it until that is mended
  add column out_reason text check (out_reason in ('out_of_credit', 'unauthorized')),
  add column out_message text,
  add column out_since timestamptz,
  -- when people were told; null when they are to be told that it is back, or that it is out
  add column out_told_at timestamptz,
  -- when one request may try whether it is mended
  add column probe_at timestamptz,
  -- when an accepted submit last brought it back
  add column well_since timestamptz,
  -- whether the processes that started last have its key
  add column configured boolean not null default true,
  -- the address that its configuration named last
  add column address_id int,
  -- settings that an operator changed at run time; they count for more than the configuration
  add column changed text[] not null default '{}';
update account a set pool_id = p.id from pool p where p.provider = a.provider;
alter table account alter column pool_id set not null, drop column vtime;
create index account_by_pool on account (pool_id);

-- A model at a provider, as far as its limits and its health go; the catalog has the rest.
create table offering (
  id int generated always as identity primary key,
  pool_id int not null references pool,
  name text not null unique,
  -- how many attempts may be in flight at once over all accounts; null for no limit of its own
  slots int check (slots > 0),
  paused_at timestamptz,
  -- The breaker: so many failures in a row open it, 0 for never; once its rest is over one attempt, the probe, tells whether it closes.
  breaker_after int not null default 5,
  failures int not null default 0,
  opened_at timestamptz,
  open_until timestamptz,
  -- how often it opened in a row, for the back-off
  opens int not null default 0,
  probe uuid,
  -- the last failure, and whether it was one to take work or one to do it
  failure text,
  failed_to text check (failed_to in ('taken', 'rendered'))
) with (fillfactor = 50);
insert into offering (pool_id, name)
  select p.id, o.offering from (
    select provider, offering from generation union select provider, offering from attempt) o
  join pool p using (provider) order by o.offering;

alter table generation
  add column pool_id int,
  add column offering_id int,
  -- how the route was chosen, in the caller's words
  add column prefer text not null default 'listed',
  add column allow_nearest boolean not null default false,
  -- all that may serve it, in the order of the caller's choice: a list of {offering, provider, price, currency, input,
  -- differences}, the last two only where the input had to be changed; null where there is but the one
  add column candidates jsonb,
  -- offerings that have failed for it and get it no more
  add column excluded text[] not null default '{}',
  -- the offerings of its candidates that it may still move to
  add column others int[] not null default '{}',
  -- what its offering asks for it; null when that is not known
  add column price numeric,
  add column currency text,
  add column api_key_id uuid,
  add column batch_id uuid;
update generation g set pool_id = o.pool_id, offering_id = o.id from offering o where o.name = g.offering;
drop index generation_waiting;
alter table generation drop column account_id, alter column pool_id set not null, alter column offering_id set not null;
create index generation_waiting on generation (pool_id, tenant_id, offering_id, eff_at, id) where waiting;
create index generation_movable on generation (offering_id, eff_at) where waiting and others <> '{}';

-- The queue of one tenant for one offering; with backlog it takes part in the fair order. A tenant's place in that order is
-- the highest pass of all its lanes in the pool: each claim moves those that have backlog.
create temp table old_lane on commit drop as
  select a.pool_id, l.tenant_id, max(l.pass) as pass from lane l join account a on a.id = l.account_id group by 1, 2;
drop table lane;
create table lane (
  pool_id int not null references pool,
  tenant_id int not null,
  offering_id int not null,
  pass float8 not null default 0,
  backlog boolean not null default true,
  primary key (pool_id, tenant_id, offering_id)
) with (fillfactor = 50);
create index lane_by_pass on lane (pool_id, offering_id, pass) where backlog;
insert into lane (pool_id, tenant_id, offering_id, pass)
  select distinct g.pool_id, g.tenant_id, g.offering_id, coalesce(l.pass, 0)
  from generation g left join old_lane l using (pool_id, tenant_id) where g.waiting;

alter table attempt
  add column offering_id int,
  -- what the offering asked for it when it was claimed
  add column price numeric,
  add column currency text;
update attempt a set offering_id = o.id from offering o where o.name = a.offering;
alter table attempt alter column offering_id set not null;
drop index attempt_open;
create index attempt_open on attempt (account_id, offering_id) where verdict_at is null;

-- What came of the attempts of each offering, a row a minute; summed by those who choose among offerings.
create table offering_outcome (
  offering text not null,
  minute timestamptz not null,
  well int not null default 0,
  failed int not null default 0,
  primary key (offering, minute)
) with (fillfactor = 70);
