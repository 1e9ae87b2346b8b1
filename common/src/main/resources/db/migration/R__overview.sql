-- What an overview shows of one tenant, or of all with null: each by an index, and counted no further than a page needs.

-- How many were accepted and how many ended, by minute and how, since a time.
create or replace function overview_throughput(of_tenant int, since timestamptz)
  returns table (minute timestamptz, what text, requests bigint)
  language sql stable as $$
  select date_trunc('minute', g.accepted_at), 'ACCEPTED', count(*) from tenant t cross join lateral (
    select accepted_at from generation
    where tenant_id = t.id and id >= uuid7_floor(since - interval '1 min') and accepted_at >= since) g
  where of_tenant is null or t.id = of_tenant group by 1
  union all
  select date_trunc('minute', g.ended_at), g.state, count(*) from tenant t cross join lateral (
    select ended_at, state from generation
    where tenant_id = t.id and ended_at >= since and ended_at is not null) g
  where of_tenant is null or t.id = of_tenant group by 1, 2
$$;

-- By what they have failed since a time.
create or replace function overview_failures(of_tenant int, since timestamptz)
  returns table (error_class text, requests bigint)
  language sql stable as $$
  select g.error_class, count(*) from tenant t cross join lateral (
    select error_class from generation
    where tenant_id = t.id and ended_at >= since and error_class is not null) g
  where of_tenant is null or t.id = of_tenant group by 1
$$;

-- Why those without an end wait, in the words of a request's own `waiting`. No line, tenant or reason is counted beyond `most`.
create or replace function overview_waiting(of_tenant int, most int)
  returns table (reason text, requests bigint, more boolean)
  language plpgsql stable as $$
begin
  return query
  select w.reason, sum(w.n)::bigint, bool_or(w.n > most) from (
    select o.reason, c.n from lane l
      cross join lateral (
        select count(*) as n from (
          select 1 from generation g
          where g.pool_id = l.pool_id and g.tenant_id = l.tenant_id and g.offering_id = l.offering_id and g.waiting
          limit most + 1) x) c
      join offering_wait o on o.offering_id = l.offering_id
      where (of_tenant is null or l.tenant_id = of_tenant) and c.n > 0
    union all
    select 'not_yet_received', count(*) from (
      select 1 from generation
      where received_at is null and ended_at is null and quarantine is distinct from 'held'
        and (of_tenant is null or tenant_id = of_tenant) limit most + 1) x
    union all
    select 'quarantine', count(*) from (
      select 1 from generation
      where quarantine = 'held' and received_at is null and ended_at is null and (of_tenant is null or tenant_id = of_tenant)
      limit most + 1) x
    union all
    select 'budget', count(*) from (
      select 1 from generation where held_by is not null and (of_tenant is null or tenant_id = of_tenant) limit most + 1) x
    union all
    select case
        when r.state = 'STORING' or a.state = 'SUCCEEDED' then 'copying'
        when a.state = 'UNKNOWN' then 'held'
        when a.state = 'ACCEPTED' and a.running_at is not null then 'rendering'
        when a.state = 'ACCEPTED' then 'provider_queue'
        else 'submitting' end, count(*)
      from tenant t
      cross join lateral (
        select id, attempts, state from generation
        where tenant_id = t.id and ended_at is null and not waiting and held_by is null and received_at is not null
        order by id limit most + 1) r
      left join lateral (
        select state, running_at from attempt where generation_id = r.id and number = r.attempts limit 1) a on true
      where of_tenant is null or t.id = of_tenant group by 1) w
  where w.n > 0 group by w.reason;
end $$;

-- The oldest without an end; nothing when all have one.
create or replace function overview_oldest(of_tenant int) returns table (id uuid, tenant_id int)
  language sql stable as $$
  select o.id, o.tenant_id from tenant t cross join lateral (
    (select g.id, g.tenant_id from generation g
      where g.tenant_id = t.id and g.ended_at is null and (g.waiting or g.held_by is not null or g.received_at is null)
      order by g.id limit 1)
    union all
    (select g.id, g.tenant_id from generation g
      where g.tenant_id = t.id and g.ended_at is null and not g.waiting and g.held_by is null and g.received_at is not null
      order by g.id limit 1)) o
  where of_tenant is null or t.id = of_tenant order by o.id limit 1
$$;

-- What attempts that began since a time came to, by currency.
create or replace function overview_spend(of_tenant int, since timestamptz)
  returns table (currency text, attempts bigint, charge numeric, at_risk numeric, held numeric, unpriced bigint)
  language sql stable as $$
  select coalesce(a.currency, 'USD'), count(*), coalesce(sum(a.charge), 0), coalesce(sum(a.at_risk), 0),
    coalesce(sum(a.held), 0), count(*) filter (where a.charge is null and a.at_risk is null and a.held is null)
  from tenant t cross join lateral (
    select * from attempt
    where tenant_id = t.id and id >= uuid7_floor(since - interval '1 hour') and created_at >= since) a
  where of_tenant is null or t.id = of_tenant group by 1 order by 1
$$;
