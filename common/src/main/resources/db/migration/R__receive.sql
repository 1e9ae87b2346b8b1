-- Marks lanes as waited in, each at its tenant's place in the order. Locks them against being switched off until the
-- caller's transaction ends; lanes are always taken in the same order, and once in a transaction.
drop function if exists open_lanes(int[], int[]);
create or replace function open_lanes(pools int[], tenants int[], offerings int[]) returns void
  language plpgsql as $$
begin
  insert into lane (pool_id, tenant_id, offering_id, pass)
    select w.pool_id, w.tenant_id, w.offering_id,
      coalesce((select max(l.pass) from lane l where l.pool_id = w.pool_id and l.tenant_id = w.tenant_id), 0)
    from (select distinct * from unnest(pools, tenants, offerings) as w (pool_id, tenant_id, offering_id)) w
    order by 1, 2, 3
    on conflict do nothing;
  perform 1 from lane l
    where (l.pool_id, l.tenant_id, l.offering_id) in (select * from unnest(pools, tenants, offerings))
    order by l.pool_id, l.tenant_id, l.offering_id for key share;
  perform 1 from lane l
    where (l.pool_id, l.tenant_id, l.offering_id) in (select * from unnest(pools, tenants, offerings)) and not backlog
    order by l.pool_id, l.tenant_id, l.offering_id for no key update;
  update lane l set backlog = true,
      pass = (select max(x.pass) from lane x where x.pool_id = l.pool_id and x.tenant_id = l.tenant_id)
    where (l.pool_id, l.tenant_id, l.offering_id) in (select * from unnest(pools, tenants, offerings)) and not backlog;
end $$;

-- Marks generations as received from the workers' topic, so that they may be claimed. Ids that are unknown, ended or
-- received already change nothing. Answers the pools that have something to claim now.
create or replace function receive(ids uuid[], head_start interval) returns setof int
  language plpgsql as $$
declare
  pools int[];
  tenants int[];
  offerings int[];
begin
  select array_agg(pool_id), array_agg(tenant_id), array_agg(offering_id) into pools, tenants, offerings from (
    select distinct pool_id, tenant_id, offering_id from generation
    where id = any (ids) and received_at is null and state = 'QUEUED') w;
  if pools is null then
    return;
  end if;
  perform open_lanes(pools, tenants, offerings);
  return query
    with received as (
      update generation set received_at = clock_timestamp(), waiting = true, updated_at = clock_timestamp(),
        eff_at = clock_timestamp() - head_start * priority
      where id = any (ids) and received_at is null and state = 'QUEUED'
      returning pool_id)
    select distinct pool_id from received;
end $$;
