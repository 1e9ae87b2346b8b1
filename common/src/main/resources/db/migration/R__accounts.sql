-- How many attempts an account may begin now, its slots aside: nothing while it rests, is paused or is out; as many as its
-- pace has let pass since the last, but no crowd after a quiet time; one to try whether an account that was out is well.
create or replace function may_begin(a account) returns int
  language sql volatile as $$
  select case
    when a.paused_at is not null or coalesce(a.cooldown_until > clock_timestamp(), false) then 0
    when a.out_reason is not null and a.probe_at > clock_timestamp() then 0
    when a.next_start_at > clock_timestamp() and a.start_every is not null then 0
    when a.out_reason is not null then 1
    when a.start_every is null then 2147483647
    else 1 + floor(extract(epoch from least(clock_timestamp() - coalesce(a.next_start_at, clock_timestamp()), interval '50 ms'))
      / extract(epoch from a.start_every))::int end
$$;

-- Whether a worker has had the offering in its catalog lately.
create or replace function is_known(o offering) returns boolean
  language sql volatile as $$
  select o.known_at > clock_timestamp() - interval '10 min'
$$;

-- Whether an attempt of an offering may begin, its slots aside: not while it is paused, and with an open breaker only the
-- probe, once its rest is over.
create or replace function is_open(o offering) returns boolean
  language sql volatile as $$
  select o.paused_at is null and (o.opened_at is null or (o.open_until <= clock_timestamp() and o.probe is null))
$$;

-- The pools where something waits that may begin now, if there is a slot for it.
create or replace view claimable_pool (pool_id) as
  select p.id from pool p
  where exists (select 1 from account a where a.pool_id = p.id and may_begin(a) > 0)
    and exists (select 1 from offering o where o.pool_id = p.id and is_open(o)
      and exists (select 1 from lane l where l.pool_id = p.id and l.offering_id = o.id and l.backlog));

-- Writes what the configuration says of a provider's accounts, a list of {name, slots, weight, start_every (seconds),
-- base_url, key_mark}, and of its offerings. What an operator changed at run time stays. An account with another key, or
-- another address, is tried again.
create or replace function register_provider(named text, accounts jsonb, offerings text[],
    breaker_after int default 5)
  returns table (account_id int, pool_id int, name text, address_id int)
  language plpgsql as $$
#variable_conflict use_column
declare
  of_pool int;
  wanted record;
  made account;
  address int;
begin
  insert into pool (provider) values (named) on conflict (provider) do update set vtime = pool.vtime
    returning id into of_pool;
  perform 1 from account where provider = named order by id for no key update;
  insert into offering as o (pool_id, name, breaker_after) select of_pool, x, breaker_after from unnest(offerings) as x order by x
    on conflict (name) do update set breaker_after = excluded.breaker_after
      where o.breaker_after <> excluded.breaker_after;
  update account set configured = false where provider = named
    and name not in (select a ->> 'name' from jsonb_array_elements(accounts) a);
  for wanted in select * from jsonb_to_recordset(accounts) as a (name text, slots int, weight float8, start_every float8,
      base_url text, key_mark text) order by 1
  loop
    insert into account as a (pool_id, provider, name, slots, weight, start_every)
      values (of_pool, named, wanted.name, wanted.slots, wanted.weight, make_interval(secs => wanted.start_every))
      on conflict (provider, name) do update set configured = true,
        slots = case when 'slots' = any (a.changed) then a.slots else excluded.slots end,
        weight = case when 'weight' = any (a.changed) then a.weight else excluded.weight end,
        start_every = case when 'start_every' = any (a.changed) then a.start_every else excluded.start_every end
      returning * into made;
    insert into account_address (account_id, base_url, key_mark) values (made.id, wanted.base_url, wanted.key_mark)
      on conflict (account_id, base_url, key_mark) do update set key_mark = excluded.key_mark
      returning id into address;
    if made.address_id is distinct from address then
      update account set address_id = address where id = made.id;
      perform bring_account_back(made.id);
    end if;
    return query select made.id, of_pool, made.name, address;
  end loop;
end $$;

-- Changes an account at run time: those of slots, weight, start_every (seconds, or null for none), paused and out (only
-- false) that are given; `reset` forgets which were changed, so that the next start takes what is configured. Claims go by
-- it at once, and workers hear of it. Answers false when there is no such account.
create or replace function change_account(of_provider text, named text, change jsonb) returns boolean
  language plpgsql as $$
declare
  of_pool int;
begin
  if change ->> 'out' = 'false' then
    perform bring_account_back(id) from account where provider = of_provider and name = named;
  end if;
  update account a set
      slots = coalesce((change ->> 'slots')::int, slots),
      weight = coalesce((change ->> 'weight')::float8, weight),
      start_every = case when change ? 'start_every' then make_interval(secs => (change ->> 'start_every')::float8)
        else start_every end,
      next_start_at = case when change ? 'start_every' then null else next_start_at end,
      paused_at = case (change ->> 'paused')::boolean when true then coalesce(paused_at, clock_timestamp())
        when false then null else paused_at end,
      changed = array (
        select unnest(changed) where change ->> 'reset' is distinct from 'true'
        union select key from jsonb_object_keys(change) key where key in ('slots', 'weight', 'start_every') order by 1)
    where a.provider = of_provider and a.name = named
    returning pool_id into of_pool;
  perform pg_notify('reelay_pool', of_pool::text) where of_pool is not null;
  return of_pool is not null;
end $$;

-- The same for an offering: slots (null for no limit), paused, and close_breaker (only true).
create or replace function change_offering(named text, change jsonb) returns boolean
  language plpgsql as $$
declare
  closes constant boolean := coalesce(change ->> 'close_breaker' = 'true', false);
  of_pool int;
begin
  update offering set
      slots = case when change ? 'slots' then (change ->> 'slots')::int else slots end,
      paused_at = case (change ->> 'paused')::boolean when true then coalesce(paused_at, clock_timestamp())
        when false then null else paused_at end,
      failures = case when closes then 0 else failures end,
      opens = case when closes then 0 else opens end,
      opened_at = case when not closes then opened_at end,
      open_until = case when not closes then open_until end,
      probe = case when not closes then probe end,
      failure = case when not closes then failure end,
      failed_to = case when not closes then failed_to end
    where name = named
    returning pool_id into of_pool;
  perform pg_notify('reelay_pool', of_pool::text) where of_pool is not null;
  return of_pool is not null;
end $$;
