-- The next of a generation's candidates, in the order of its caller's choice: neither the one that it has, nor one that has
-- failed for it, nor `failed`. Those that are well count before those that are blocked; with `well` only they count.
create or replace function next_candidate(g generation, failed text, well boolean default false) returns jsonb
  language sql stable as $$
  select c.candidate
  from jsonb_array_elements(g.candidates) with ordinality as c (candidate, place)
    join offering o on o.name = c.candidate ->> 'offering'
    left join blocked_offering b on b.offering_id = o.id
  where o.name not in (g.offering, coalesce(failed, '')) and o.name <> all (g.excluded) and (b.offering_id is null or not well)
  order by b.offering_id is not null, c.place
  limit 1
$$;

-- The offerings among candidates, but for the one that is taken and those that are excluded.
create or replace function other_offerings(candidates jsonb, taken text, excluded text[]) returns int[]
  language sql stable as $$
  select coalesce(array_agg(o.id order by o.id), '{}') from jsonb_array_elements(candidates) c
    join offering o on o.name = c ->> 'offering'
  where o.name <> taken and o.name <> all (excluded)
$$;

-- Gives a generation, whose row is locked, another of its candidates, and says so. `failed` gets it no more. Its place in
-- the order stays. Answers the row as it is now; whoever calls opens its lane.
create or replace function move_generation(g generation, candidate jsonb, failed text, why text) returns generation
  language plpgsql as $$
declare
  before generation := g;
  gone text[] := g.excluded || case when failed is null then '{}' else array[failed] end;
begin
  update generation set provider = p.provider, offering = o.name, offering_id = o.id, pool_id = o.pool_id, excluded = gone,
      others = other_offerings(candidates, o.name, gone), price = (candidate ->> 'price')::numeric,
      currency = candidate ->> 'currency', events = events + 1, updated_at = clock_timestamp()
    from offering o join pool p on p.id = o.pool_id
    where generation.id = before.id and o.name = candidate ->> 'offering'
    returning generation.* into g;
  perform record_event(g.tenant_id, 'generation', g.id, g.events, 'generation.rerouted', jsonb_build_object(
    'provider', g.provider, 'offering', g.offering, 'from_provider', before.provider, 'from_offering', before.offering,
    'reason', why));
  perform pg_notify('reelay_pool', g.pool_id::text);
  return g;
end $$;

-- Moves waiting generations whose offering is blocked on to a candidate that is well, the longest waiting first, and looks
-- at the first `looked` of each such offering. Answers how many.
drop function if exists reroute_blocked(int);
create or replace function reroute_blocked(most int, looked int default 20000) returns int
  language plpgsql as $$
declare
  well int[] := array (select id from offering where id not in (select offering_id from blocked_offering));
  r record;
  g generation;
  onward jsonb;
  pools int[] := '{}';
  tenants int[] := '{}';
  offerings int[] := '{}';
begin
  for r in
    select x.id, b.reason from blocked_offering b cross join lateral (
      select f.id, f.eff_at from (
        select w.id, w.eff_at, w.others from generation w
        where w.offering_id = b.offering_id and w.waiting and w.others <> '{}' order by w.eff_at limit looked) f
      where f.others && well order by f.eff_at limit most) x
    where well <> '{}'
    order by x.eff_at, x.id limit most
  loop
    select * into g from generation w where w.id = r.id and w.waiting for update skip locked;
    if found then
      onward := next_candidate(g, null, true);
      if onward is not null then
        g := move_generation(g, onward, null, r.reason);
        pools := pools || g.pool_id;
        tenants := tenants || g.tenant_id;
        offerings := offerings || g.offering_id;
      end if;
    end if;
  end loop;
  perform open_lanes(pools, tenants, offerings);
  return cardinality(pools);
end $$;

-- How what an offering is given differs from what a generation's caller asked for; null where it does not.
create or replace function differences_of(wanted uuid, given_to text) returns jsonb
  language sql stable as $$
  select c -> 'differences' from generation g, jsonb_array_elements(g.candidates) c
  where g.id = wanted and c ->> 'offering' = given_to
$$;
