-- Claims up to `want` waiting rows of an account for a partition: start-time fair queueing over the lanes, under the
-- account's row lock. Lock and count are two statements on purpose: one statement would count on the snapshot from
-- before its wait for the lock. Run it under READ COMMITTED.
create or replace function claim(account_wanted int, want int, for_partition int, at_epoch bigint, send_within interval, answer_within interval)
  returns table (attempt_id uuid, generation_id uuid, tenant_id int, number smallint, provider text, offering text,
    finish_by timestamptz)
  language plpgsql as $$
#variable_conflict use_column
declare
  acc account;
  free int;
  got int;
  v float8;
  short int[];
  idle int[];
  r record;
  rounds int := 0;
begin
  -- Cheap answers first, without a lock.
  if exists (select 1 from account where id = account_wanted and cooldown_until > clock_timestamp())
     or not exists (select 1 from lane where account_id = account_wanted and backlog) then
    return;
  end if;
  -- The partition must still be ours when this commits; an assignment waits for this lock.
  perform 1 from partition_epoch where partition = for_partition and epoch = at_epoch for share;
  if not found then
    return;
  end if;
  select * into acc from account where id = account_wanted for no key update;
  if acc.cooldown_until > clock_timestamp() then
    return;
  end if;
  select acc.slots - count(*) into free from attempt where account_id = account_wanted and verdict_at is null;
  free := least(free, want);
  v := acc.vtime;
  while free > 0 and rounds < 4 loop
    rounds := rounds + 1;
    for r in
      with cand as materialized (
        select tenant_id, greatest(pass, v) as pass, weight from lane
        where account_id = account_wanted and backlog order by lane.pass limit free),
      quota as materialized (
        select tenant_id, count(*) as q, max(tag) as tag from (
          select c.tenant_id, c.pass + k / c.weight as tag from cand c, generate_series(0, free - 1) k
          order by 2, 1 limit free) s
        group by 1),
      pick as (
        select x.id from quota q, lateral (
          select g.id from generation g where g.account_id = account_wanted and g.tenant_id = q.tenant_id and g.waiting
          order by g.eff_at, g.id limit q.q) x),
      lk as (
        select id from generation where id = any (array (select id from pick)) and waiting for update skip locked),
      up as (
        update generation g set state = 'RUNNING', waiting = false, attempts = g.attempts + 1, events = g.events + 1,
          updated_at = clock_timestamp()
        from lk where g.id = lk.id
        returning g.id, g.tenant_id, g.provider, g.offering, g.attempts, g.events),
      claimed as (select tenant_id, count(*) as n from up group by 1),
      passes as (
        update lane l set pass = greatest(l.pass, v) + c.n / l.weight from claimed c
        where l.account_id = account_wanted and l.tenant_id = c.tenant_id),
      att as (
        insert into attempt (id, generation_id, tenant_id, number, account_id, provider, offering, partition, epoch,
          created_at, send_before, answer_before)
        select uuidv7(), id, tenant_id, attempts, account_wanted, provider, offering, for_partition, at_epoch,
          clock_timestamp(), clock_timestamp() + send_within, clock_timestamp() + answer_within
        from up
        returning id, generation_id),
      ev as (
        insert into event (id, tenant_id, subject_kind, subject_id, number, type, at, data)
        select uuidv7(), up.tenant_id, 'generation', up.id, up.events, 'attempt.started', clock_timestamp(),
          jsonb_build_object('attempt_id', att.id, 'attempt', up.attempts, 'provider', up.provider,
            'offering', up.offering)
        from up join att on att.generation_id = up.id
        returning id),
      pending as (insert into event_pending (event_id) select id from ev)
      select (select array_agg(id) from att) as attempt_ids,
        (select coalesce(sum(n), 0) from claimed) as n,
        (select max(tag) from quota) as tag,
        array (select q.tenant_id from quota q left join claimed c using (tenant_id) where coalesce(c.n, 0) < q.q) as short,
        (select count(*) from ev) as events
    loop
      got := r.n;
      short := r.short;
      v := greatest(v, coalesce(r.tag, v));
      return query select a.id, a.generation_id, a.tenant_id, a.number, a.provider, a.offering, g.finish_by
        from attempt a join generation g on g.id = a.generation_id where a.id = any (r.attempt_ids);
    end loop;
    free := free - got;
    exit when cardinality(short) = 0;
    -- A lane that gave less than its share is switched off, in a later statement and only if it is still empty:
    -- who receives a row holds a share lock on the lane, and such lanes are skipped here.
    select array_agg(tenant_id) into idle from (
      select tenant_id from lane where account_id = account_wanted and tenant_id = any (short)
      order by 1 for update skip locked) x;
    update lane l set backlog = false where account_id = account_wanted and tenant_id = any (idle)
      and not exists (select 1 from generation g
        where g.account_id = account_wanted and g.tenant_id = l.tenant_id and g.waiting);
  end loop;
  update account set vtime = v where id = account_wanted and vtime < v;
end $$;
