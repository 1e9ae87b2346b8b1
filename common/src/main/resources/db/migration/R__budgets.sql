-- The first day of the period in which a moment lies.
create or replace function budget_period(period text, at timestamptz) returns date
  language sql immutable
  return case period
    when 'day' then (at at time zone 'utc')::date
    when 'month' then date_trunc('month', at at time zone 'utc')::date
    else '-infinity'::date end;

-- The open budgets that a request falls under.
create or replace function budgets_of(of_tenant int, of_key uuid, of_batch uuid, of_provider text, in_currency text)
  returns setof budget
  language sql stable as $$
  select * from budget
  where closed_at is null and (tenant_id = of_tenant or tenant_id is null) and currency = coalesce(in_currency, 'USD')
    and (api_key_id is null or api_key_id = of_key) and (batch_id is null or batch_id = of_batch)
    and (provider is null or provider = of_provider)
$$;

-- Where each open budget stands in its present period. `room` is what is not spent, held or at risk; what is queued may
-- still want of it.
drop view if exists budget_standing cascade;
create view budget_standing as
  select b.*, p.starts as period_start,
    (p.starts + case b.period when 'day' then interval '1 day' when 'month' then interval '1 month' end) at time zone 'utc'
      as renews_at,
    u.queued, u.held, u.at_risk, u.spent, b.amount - u.held - u.at_risk - u.spent as room
  from budget b
  cross join lateral (select budget_period(b.period, clock_timestamp()) as starts) p
  cross join lateral (
    select coalesce(sum(c.queued), 0) as queued,
      coalesce(sum(c.held) filter (where c.period_start = p.starts), 0) as held,
      coalesce(sum(c.at_risk) filter (where c.period_start = p.starts), 0) as at_risk,
      coalesce(sum(c.spent) filter (where c.period_start = p.starts), 0) as spent
    from (
      select period_start, queued, held, at_risk, spent from budget_use
        where budget_id = b.id and period_start in (p.starts, '-infinity')
      union all
      select period_start, queued, held, at_risk, spent from budget_change where budget_id = b.id) c) u
  where b.closed_at is null;

-- Makes a budget, which counts what its present period has already. Answers its id, or null when the tenant has `most`.
create or replace function create_budget(of_tenant int, most int, named text, of_key uuid, of_batch uuid, of_provider text,
    per text, up_to numeric, in_currency text, on_spent text) returns uuid
  language plpgsql as $$
declare
  b budget;
  since timestamptz;
begin
  -- Whoever changes an attempt or a queue meanwhile has ended before, or sees the budget: see note_in_budgets.
  perform pg_advisory_xact_lock(hashtext('reelay.budgets'));
  if (select count(*) from budget where tenant_id = of_tenant and closed_at is null) >= most then
    return null;
  end if;
  insert into budget (id, name, tenant_id, api_key_id, batch_id, provider, period, amount, currency, when_spent)
    values (uuidv7(), named, of_tenant, of_key, of_batch, of_provider, per, up_to, in_currency, on_spent)
    returning * into b;
  since := budget_period(per, b.created_at)::timestamp at time zone 'utc';
  insert into budget_use (budget_id, period_start, queued, held, at_risk, spent)
    select b.id, x.starts, sum(x.queued), sum(x.held), sum(x.at_risk), sum(x.spent)
    from (
      select '-infinity'::date as starts, g.price as queued, 0 as held, 0 as at_risk, 0 as spent
        from generation g
        where g.tenant_id = of_tenant and g.state = 'QUEUED' and g.ended_at is null and g.price is not null
          and b.id in (select id from budgets_of(g.tenant_id, g.api_key_id, g.batch_id, g.provider, g.currency))
      union all
      select budget_period(per, a.created_at), 0, coalesce(a.held, 0), coalesce(a.at_risk, 0), coalesce(a.charge, 0)
        from attempt a join generation g on g.id = a.generation_id
        where a.tenant_id = of_tenant and a.created_at >= since
          -- Ids tell the time too, and have an index; a clock may have stepped between the two.
          and a.id >= case when isfinite(since) then uuid7_floor(since - interval '1 hour') else '00000000-0000-0000-0000-000000000000' end
          and b.id in (select id from budgets_of(a.tenant_id, g.api_key_id, g.batch_id, a.provider, a.currency))
      union all
      -- Of requests that are not kept any more.
      select budget_period(per, s.day::timestamp at time zone 'utc'), 0, 0, s.at_risk, s.charge
        from spent_before s
        where s.tenant_id = of_tenant and s.day::timestamp at time zone 'utc' >= since
          and b.id in (select id from budgets_of(s.tenant_id, s.api_key_id, s.batch_id, s.provider, s.currency))) x
    group by x.starts;
  return b.id;
end $$;

-- Notes a change in what the budgets of a request count. `at` is when its attempt began, by which its period is told.
create or replace function note_in_budgets(of_tenant int, of_generation uuid, of_provider text, in_currency text,
    at timestamptz, of_queued numeric, of_held numeric, of_at_risk numeric, of_spent numeric) returns void
  language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('reelay.budgets'));
  if not exists (select from budget where closed_at is null) then
    return;
  end if;
  insert into budget_change (budget_id, period_start, queued, held, at_risk, spent)
    select b.id, coalesce(budget_period(b.period, at), '-infinity'), of_queued, of_held, of_at_risk, of_spent
    from generation g cross join lateral budgets_of(of_tenant, g.api_key_id, g.batch_id, of_provider, in_currency) b
    -- What was begun before the budget's first period is none of its business.
    where g.id = of_generation and (at is null or budget_period(b.period, at) >= budget_period(b.period, b.created_at));
end $$;

-- Many are accepted, and many begun, by one statement: each is noted as a whole.
create or replace function note_begun() returns trigger
  language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('reelay.budgets'));
  if exists (select from budget where closed_at is null) then
    insert into budget_change (budget_id, period_start, queued, held, at_risk, spent)
      select b.id, budget_period(b.period, a.created_at), 0, sum(coalesce(a.held, 0)), sum(coalesce(a.at_risk, 0)),
        sum(coalesce(a.charge, 0))
      from fresh a join generation g on g.id = a.generation_id
      cross join lateral budgets_of(a.tenant_id, g.api_key_id, g.batch_id, a.provider, a.currency) b
      where coalesce(a.held, a.at_risk, a.charge) is not null
        and budget_period(b.period, a.created_at) >= budget_period(b.period, b.created_at)
      group by 1, 2;
  end if;
  return null;
end $$;
create or replace trigger attempt_begun after insert on attempt referencing new table as fresh
  for each statement execute function note_begun();

create or replace function note_settled() returns trigger
  language plpgsql as $$
begin
  perform note_in_budgets(new.tenant_id, new.generation_id, new.provider, new.currency, new.created_at, 0,
    coalesce(new.held, 0) - coalesce(old.held, 0), coalesce(new.at_risk, 0) - coalesce(old.at_risk, 0),
    coalesce(new.charge, 0) - coalesce(old.charge, 0));
  return null;
end $$;
create or replace trigger attempt_settled after update on attempt
  for each row when ((old.held, old.at_risk, old.charge) is distinct from (new.held, new.at_risk, new.charge))
  execute function note_settled();

create or replace function note_accepted() returns trigger
  language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('reelay.budgets'));
  if exists (select from budget where closed_at is null) then
    insert into budget_change (budget_id, period_start, queued, held, at_risk, spent)
      select b.id, '-infinity', sum(g.price), 0, 0, 0
      from fresh g cross join lateral budgets_of(g.tenant_id, g.api_key_id, g.batch_id, g.provider, g.currency) b
      where g.state = 'QUEUED' and g.price is not null
      group by 1;
  end if;
  return null;
end $$;
create or replace trigger generation_queued after insert on generation referencing new table as fresh
  for each statement execute function note_accepted();

-- Claimed, put back in line, ended before it was claimed, or given to another provider.
create or replace function note_moved() returns trigger
  language plpgsql as $$
begin
  if old.state = 'QUEUED' and old.price is not null then
    perform note_in_budgets(old.tenant_id, old.id, old.provider, old.currency, null, -old.price, 0, 0, 0);
  end if;
  if new.state = 'QUEUED' and new.price is not null then
    perform note_in_budgets(new.tenant_id, new.id, new.provider, new.currency, null, new.price, 0, 0, 0);
  end if;
  return null;
end $$;
create or replace trigger generation_moved after update on generation
  for each row when ((old.state = 'QUEUED' or new.state = 'QUEUED') and (old.price is not null or new.price is not null)
    and (old.state = 'QUEUED', old.price, old.provider, old.currency)
      is distinct from (new.state = 'QUEUED', new.price, new.provider, new.currency))
  execute function note_moved();

-- Of rows that a claim has locked, in their order, those for which each of their budgets has room; a price that is not
-- known wants none. For the others the budget says what becomes of them: they are held by it, or fail. The budgets stay
-- locked until the claim ends, in one order and before it locks anything else that is not its pool's own. A claim may wait
-- for them only once, before it has any: later it leaves alone what others hold, and those rows wait for the next claim.
create or replace function within_budgets(picked uuid[], may_wait boolean) returns uuid[]
  language plpgsql as $$
declare
  ours uuid[];
  standing budget_standing[];
  rooms numeric[];
  fit uuid[] := '{}';
  place int;
  lacking int;
  unsure boolean;
  theirs uuid;
  r record;
begin
  if not exists (select from budget where closed_at is null) then
    return picked;
  end if;
  ours := array(select distinct b.id from generation g
    cross join lateral budgets_of(g.tenant_id, g.api_key_id, g.batch_id, g.provider, g.currency) b where g.id = any (picked));
  if cardinality(ours) = 0 then
    return picked;
  elsif may_wait then
    perform from budget where id = any (ours) order by id for no key update;
  else
    ours := array(select id from budget where id = any (ours) order by id for no key update skip locked);
  end if;
  perform add_up_budgets(ours);
  select array_agg(s order by s.id), array_agg(s.room order by s.id) into standing, rooms
    from budget_standing s where s.id = any (ours);
  ours := array(select s.id from unnest(standing) s);
  for r in
    select g.id, coalesce(g.price, 0) as price, array(
        select b.id from budgets_of(g.tenant_id, g.api_key_id, g.batch_id, g.provider, g.currency) b order by b.id) as budgets
    from generation g where g.id = any (picked) order by g.eff_at, g.id
  loop
    lacking := null;
    unsure := false;
    foreach theirs in array r.budgets loop
      place := array_position(ours, theirs);
      if place is null then
        unsure := true;
      elsif rooms[place] < r.price and (lacking is null or standing[place].when_spent = 'refuse') then
        lacking := place;
      end if;
    end loop;
    if lacking is not null then
      perform lack_room(r.id, standing[lacking], r.price, rooms[lacking]);
    elsif not unsure then
      fit := fit || r.id;
      foreach theirs in array r.budgets loop
        place := array_position(ours, theirs);
        rooms[place] := rooms[place] - r.price;
      end loop;
    end if;
  end loop;
  return fit;
end $$;

-- Adds up what has changed in budgets, whose rows are locked, since that was last done.
create or replace function add_up_budgets(ids uuid[]) returns void
  language sql as $$
  with gone as (
    delete from budget_change where budget_id = any (ids) returning budget_id, period_start, queued, held, at_risk, spent)
  insert into budget_use as u (budget_id, period_start, queued, held, at_risk, spent)
    select budget_id, period_start, sum(queued), sum(held), sum(at_risk), sum(spent) from gone group by 1, 2
    on conflict (budget_id, period_start) do update set queued = u.queued + excluded.queued, held = u.held + excluded.held,
      at_risk = u.at_risk + excluded.at_risk, spent = u.spent + excluded.spent
$$;

-- A waiting request, whose row is locked, finds no room in a budget.
create or replace function lack_room(wanted uuid, b budget_standing, price numeric, room numeric) returns void
  language plpgsql as $$
declare
  g generation;
begin
  if b.when_spent = 'refuse' then
    perform end_generation(wanted, 'FAILED', 'over_budget', format(
      'the budget "%s" has %s of its %s %s left, and this costs %s%s', b.name, greatest(room, 0), b.amount, b.currency, price,
      '; it renews at ' || to_char(b.renews_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), null, '{}');
    return;
  end if;
  update generation set waiting = false, held_by = b.id, events = events + 1, updated_at = clock_timestamp()
    where id = wanted returning * into g;
  perform record_event(g.tenant_id, 'generation', g.id, g.events, 'generation.held', jsonb_strip_nulls(jsonb_build_object(
    'reason', 'budget', 'budget', jsonb_build_object('id', b.id, 'name', b.name), 'renews_at', b.renews_at)));
end $$;

-- Lets requests that budgets hold wait in line again, the longest waiting first, as many as there is room for now: the
-- period is another, the amount was raised, what was held came to less, or the budget is no more. Answers how many.
create or replace function release_held(most int) returns int
  language plpgsql as $$
declare
  b record;
  ids uuid[];
  released int := 0;
begin
  for b in
    select x.id, x.name, s.room from budget x left join budget_standing s using (id)
    where exists (select from generation g where g.held_by = x.id) order by x.id
  loop
    ids := array(
      select n.id from (
        select f.id, f.eff_at, f.price, sum(f.price) over (order by f.eff_at, f.id) as needed from (
          select h.* from (
            select g.id, g.eff_at, coalesce(g.price, 0) as price from generation g where g.held_by = b.id
            order by g.eff_at, g.id limit most) h
          where b.room is null or h.price <= b.room) f) n
      where b.room is null or n.needed <= b.room);
    released := released + release(ids, b.id, b.name);
  end loop;
  return released;
end $$;

-- Lets these wait in line again, unless they are locked, or held no more.
create or replace function release(ids uuid[], by_budget uuid, named text) returns int
  language plpgsql as $$
declare
  ours uuid[];
  pools int[];
  tenants int[];
  offerings int[];
begin
  select array_agg(g.id), array_agg(g.pool_id), array_agg(g.tenant_id), array_agg(g.offering_id)
    into ours, pools, tenants, offerings from (
    select id, pool_id, tenant_id, offering_id from generation where id = any (ids) and held_by = by_budget order by id for update skip locked) g;
  if ours is null then
    return 0;
  end if;
  perform open_lanes(pools, tenants, offerings);
  update generation set waiting = true, held_by = null, events = events + 1, updated_at = clock_timestamp()
    where id = any (ours);
  perform record_event(g.tenant_id, 'generation', g.id, g.events, 'generation.released', jsonb_build_object(
    'budget', jsonb_build_object('id', by_budget, 'name', named))) from generation g where g.id = any (ours);
  return cardinality(ours);
end $$;
