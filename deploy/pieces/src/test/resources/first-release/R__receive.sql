-- Marks lanes as waited in. Locks them against being switched off until the caller's transaction ends; lanes are
-- always taken in the same order.
create or replace function open_lanes(accounts int[], tenants int[]) returns void
  language plpgsql as $$
begin
  insert into lane (account_id, tenant_id, weight)
    select distinct w.account_id, w.tenant_id, t.weight
    from unnest(accounts, tenants) as w (account_id, tenant_id) join tenant t on t.id = w.tenant_id
    order by 1, 2
    on conflict do nothing;
  perform 1 from lane l
    where (l.account_id, l.tenant_id) in (select * from unnest(accounts, tenants))
    order by l.account_id, l.tenant_id for key share;
  update lane l set backlog = true
    where (l.account_id, l.tenant_id) in (select * from unnest(accounts, tenants)) and not backlog;
end $$;

-- Marks generations as received from the workers' topic, so that they may be claimed. Ids that are unknown, ended or
-- received already change nothing. Answers the accounts that have something to claim now.
create or replace function receive(ids uuid[], head_start interval) returns setof int
  language plpgsql as $$
declare
  accounts int[];
  tenants int[];
begin
  select array_agg(account_id), array_agg(tenant_id) into accounts, tenants from (
    select distinct account_id, tenant_id from generation
    where id = any (ids) and received_at is null and state = 'QUEUED') w;
  if accounts is null then
    return;
  end if;
  perform open_lanes(accounts, tenants);
  return query
    with received as (
      update generation set received_at = clock_timestamp(), waiting = true, updated_at = clock_timestamp(),
        eff_at = clock_timestamp() - head_start * priority
      where id = any (ids) and received_at is null and state = 'QUEUED'
      returning account_id)
    select distinct account_id from received;
end $$;
