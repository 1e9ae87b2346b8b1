-- Claims up to `want` waiting rows of a pool for a partition, under the pool's row lock: start-time fair queueing over the
-- tenants, within the slots of offerings and accounts; the accounts share by weight in the same way. Lock and count are
-- statements of their own on purpose: one statement would count on the snapshot from before its wait for the lock. Run it
-- under READ COMMITTED. `accounts` are those that the claimer has keys of (null for all), and `addresses` where it sends to
-- for each, `offerings` what its catalog has (null for all). All that it may wait for is locked before the first generation: pool, accounts, offerings, each in the order of
-- their ids. What budgets leave no room for is not claimed; others take its place.
drop function if exists claim(int, int, int, bigint, interval, interval);
drop function if exists claim(int, int, int, bigint, interval, interval, int);
drop function if exists claim(int, int, int, bigint, interval, interval, int[], int[]);
create or replace function claim(pool_wanted int, want int, for_partition int, at_epoch bigint, send_within interval,
    answer_within interval, accounts int[] default null, addresses int[] default null, offerings text[] default null)
  returns table (attempt_id uuid, generation_id uuid, tenant_id int, number smallint, account_id int, provider text,
    offering text, finish_by timestamptz)
  -- Its plans are made once a session, perhaps while the tables are empty still; to plan at each call costs more than it does.
  language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  p pool;
  -- The accounts that can take something, where each is sent to, how many more it may begin, and the shares among them.
  usable int[];
  sent_to int[];
  room int[];
  weights float8[];
  passes float8[];
  turn float8;
  -- The offerings of the pool that can be begun, and how many more of each.
  open_ids int[];
  open_room int[];
  told_ids int[];
  told_room int[];
  free int;
  -- The clock of the fair share among tenants before a round and after it.
  v float8;
  top float8;
  -- Tenants that have nothing more for now, and those of this round.
  done int[] := '{}';
  less int[];
  -- The lanes that a round may have emptied, and the rows that it took, with their offerings.
  drained_tenants int[];
  drained_offerings int[];
  picked uuid[];
  picked_offerings int[];
  found_rows int;
  fit uuid[];
  cuts int := 0;
  made uuid[];
begin
  -- Cheap answers first, without a lock.
  if not exists (select 1 from claimable_pool c where c.pool_id = pool_wanted) then
    return;
  end if;
  -- The partition must still be ours when this commits; an assignment waits for this lock.
  perform 1 from partition_epoch where partition = for_partition and epoch = at_epoch for share;
  if not found then
    return;
  end if;
  select * into p from pool where id = pool_wanted for no key update;
  perform 1 from account a where a.pool_id = pool_wanted order by a.id for no key update;
  perform 1 from offering o where o.pool_id = pool_wanted and o.opened_at is not null order by o.id for no key update;
  v := p.vtime;
  turn := p.turn;
  select array_agg(c.id), array_agg(c.sent_to), array_agg(c.room), array_agg(c.weight), array_agg(c.pass), sum(c.room)
    into usable, sent_to, room, weights, passes, free
    from (
      select a.id, addresses[array_position(accounts, a.id)] as sent_to, a.weight, greatest(a.pass, turn) as pass,
        least(want, may_begin(a),
          a.slots - (select count(*)::int from attempt t where t.account_id = a.id and t.verdict_at is null and t.overdue_at is null)) as room
      from account a
      where a.pool_id = pool_wanted and (accounts is null or a.id = any (accounts))) c
    where c.room > 0;
  if free is null then
    return;
  end if;
  free := least(free, want);
  select array_agg(c.id), array_agg(c.room) into open_ids, open_room from (
    select o.id, least(case when o.opened_at is null then free else 1 end,
        case when o.slots is not null then o.slots - (
          select count(*)::int from account a join attempt t on t.account_id = a.id
          where a.pool_id = pool_wanted and t.offering_id = o.id and t.verdict_at is null and t.overdue_at is null) end) as room
    from offering o where o.pool_id = pool_wanted and is_open(o) and (offerings is null or o.name = any (offerings))) c
    where c.room > 0;
  -- Whether it is the key that is refused, or the key for an offering, is told by another offering, if one waits.
  select array_agg(o.id), array_agg(o.room) into told_ids, told_room
    from unnest(open_ids, open_room) as o (id, room)
    where exists (select 1 from lane l where l.pool_id = pool_wanted and l.offering_id = o.id and l.backlog)
      and not exists (select 1 from account a where a.id = any (usable) and (a.out_reason is null or o.id = any (a.out_for)));
  if told_ids is not null then
    open_ids := told_ids;
    open_room := told_room;
  end if;
  while free > 0 and open_ids is not null loop
    with open as materialized (select * from unnest(open_ids, open_room) as o (id, room) where room > 0),
      -- Those whose turn is next, by the lanes that can be begun; a tenant's own order is over all of its lanes.
      first as materialized (
        select distinct l.tenant_id from open o cross join lateral (
          select l.tenant_id from lane l
          where l.pool_id = pool_wanted and l.offering_id = o.id and l.backlog and l.tenant_id <> all (done)
          order by l.pass limit free) l),
      cand as materialized (
        select f.tenant_id, t.weight, t.pass, greatest(t.pass, v) as start
        from first f cross join lateral (
          select t.weight, (select max(l.pass) from lane l where l.pool_id = pool_wanted and l.tenant_id = t.id) as pass
          from tenant t where t.id = f.tenant_id) t
        order by greatest(t.pass, v), t.pass, f.tenant_id limit free),
      -- What each may take: the lowest tags, of which a tenant has one for each turn.
      quota as materialized (
        select s.tenant_id, count(*) as q, min(s.start) as start, min(s.pass) as pass, min(s.weight) as weight from (
          select c.*, c.start + k / c.weight as tag from cand c, generate_series(0, free - 1) k
          order by tag, c.pass, c.tenant_id limit free) s
        group by s.tenant_id),
      seen as materialized (
        select q.tenant_id, l.offering_id, l.asked, g.id, g.eff_at, g.place
        from quota q cross join lateral (
          select l.offering_id, least(q.q, o.room) as asked from lane l join open o on o.id = l.offering_id
          where l.pool_id = pool_wanted and l.tenant_id = q.tenant_id and l.backlog) l
        left join lateral (
          select g.id, g.eff_at, row_number() over (order by g.eff_at, g.id) as place from generation g
          where g.pool_id = pool_wanted and g.tenant_id = q.tenant_id and g.offering_id = l.offering_id and g.waiting
          order by g.eff_at, g.id limit l.asked + 1) g on true),
      own as materialized (
        select f.tenant_id, f.offering_id, f.id, f.eff_at, q.q, q.pass,
          q.start + (row_number() over (partition by f.tenant_id order by f.eff_at, f.id) - 1) / q.weight as tag,
          row_number() over (partition by f.tenant_id order by f.eff_at, f.id) as place
        from seen f join quota q using (tenant_id) where f.place <= f.asked),
      -- Where an offering has no room for all, it goes by turns too.
      pick as materialized (
        select w.* from (
          select w.*, row_number() over (partition by w.offering_id order by w.tag, w.pass, w.tenant_id) as of_offering
          from own w where w.place <= w.q) w
        join open o on o.id = w.offering_id and w.of_offering <= o.room),
      lk as materialized (
        select g.id, g.offering_id from generation g
        where g.id = any (array (select w.id from pick w)) and g.waiting for update skip locked),
      -- A row that has moved on meanwhile is not what was looked for.
      got as materialized (select w.id, w.offering_id, w.tag from lk join pick w using (id, offering_id)),
      drained as (
        select f.tenant_id, f.offering_id from seen f group by f.tenant_id, f.offering_id having count(f.id) <= min(f.asked))
      select array (select w.id from got w order by w.id), array (select w.offering_id from got w order by w.id),
        (select max(w.tag) from got w), array (select d.tenant_id from drained d order by 1, d.offering_id),
        array (select d.offering_id from drained d order by d.tenant_id, 1),
        array (select q.tenant_id from quota q
          where q.q > (select count(*) from own w where w.tenant_id = q.tenant_id and w.place <= w.q))
      into picked, picked_offerings, top, drained_tenants, drained_offerings, less;
    exit when cardinality(picked) = 0 and cardinality(less) = 0;
    done := done || less;
    found_rows := cardinality(picked);
    if found_rows > 0 then
      fit := within_budgets(picked, cuts = 0 and made is null);
      if cardinality(fit) < found_rows then
        cuts := cuts + 1;
        select coalesce(array_agg(w.id order by w.id), '{}'), coalesce(array_agg(w.offering_id order by w.id), '{}')
          into picked, picked_offerings
          from unnest(picked, picked_offerings) as w (id, offering_id) where w.id = any (fit);
      end if;
    end if;
    if cardinality(picked) > 0 then
      with placed as (
          select w.id, w.place from unnest(picked) with ordinality as w (id, place)),
        places as (
          select a.id as account_id, a.sent_to, row_number() over (order by a.pass + k / a.weight, a.id) as place
          from unnest(usable, sent_to, room, weights, passes) as a (id, sent_to, room, weight, pass),
            generate_series(0, a.room - 1) k),
        up as (
          update generation g set state = 'RUNNING', waiting = false, attempts = g.attempts + 1, events = g.events + 1,
            updated_at = clock_timestamp()
          from placed where g.id = any (picked) and g.id = placed.id
          returning g.id, placed.place, g.tenant_id, g.provider, g.offering, g.offering_id, g.attempts, g.events, g.price,
            g.currency),
        passed as (
          update lane l set pass = greatest(c.pass, v) + c.n / t.weight
          from (select u.tenant_id, count(*) as n, (select max(x.pass) from lane x
              where x.pool_id = pool_wanted and x.tenant_id = u.tenant_id) as pass from up u group by 1) c
            join tenant t on t.id = c.tenant_id
          where l.pool_id = pool_wanted and l.tenant_id = c.tenant_id and l.backlog),
        att as (
          insert into attempt (id, generation_id, tenant_id, number, account_id, provider, offering, offering_id, price,
            currency, partition, epoch, address_id, created_at, send_before, answer_before)
          select uuidv7(), up.id, tenant_id, attempts, places.account_id, provider, offering, offering_id, price, currency,
            for_partition, at_epoch, places.sent_to, clock_timestamp(), clock_timestamp() + send_within,
            clock_timestamp() + answer_within
          from up join places using (place)
          returning id, generation_id, account_id, offering_id),
        ev as (
          insert into event (id, tenant_id, subject_kind, subject_id, number, type, at, data)
          select uuidv7(), up.tenant_id, 'generation', up.id, up.events, 'attempt.started', clock_timestamp(),
            jsonb_build_object('attempt_id', att.id, 'attempt', up.attempts, 'provider', up.provider,
              'offering', up.offering)
          from up join att on att.generation_id = up.id
          returning id),
        pending as (insert into event_pending (event_id) select id from ev),
        taken as materialized (select account_id, count(*)::int as n from att group by 1),
        begun as (
          update account a set pass = greatest(a.pass, turn) + n.n / a.weight,
            next_start_at = case when a.start_every is not null then greatest(coalesce(a.next_start_at, clock_timestamp()),
              clock_timestamp() - interval '50 ms') + n.n * a.start_every end,
            probe_at = case when a.out_reason is not null then clock_timestamp() + interval '10 min' end
          from taken n where a.id = n.account_id),
        probes as (
          update offering o set probe = x.id
          from (select distinct on (offering_id) offering_id, id from att order by offering_id, id) x
          where o.id = x.offering_id and o.opened_at is not null)
        select array (select id from att),
          array (select x.room - coalesce(n.n, 0)
            from unnest(usable, room) with ordinality as x (id, room, i) left join taken n on n.account_id = x.id order by x.i),
          array (select x.pass + coalesce(n.n, 0) / x.weight from unnest(usable, passes, weights) with ordinality
            as x (id, pass, weight, i) left join taken n on n.account_id = x.id order by x.i),
          (select max(x.pass + (n.n - 1) / x.weight) from unnest(usable, passes, weights) as x (id, pass, weight)
            join taken n on n.account_id = x.id)
        into made, room, passes, turn;
      open_room := array (select o.room - (select count(*)::int from unnest(picked_offerings) w where w = o.id)
        from unnest(open_ids, open_room) with ordinality as o (id, room, i) order by o.i);
      return query select a.id, a.generation_id, a.tenant_id, a.number, a.account_id, a.provider, a.offering, g.finish_by
        from attempt a join generation g on g.id = a.generation_id where a.id = any (made);
      free := free - cardinality(made);
      v := greatest(v, top);
      p.turn := greatest(p.turn, turn);
      turn := p.turn;
    end if;
    -- A lane without a further row is switched off, in a later statement and only if it is empty: who receives a row
    -- holds a share lock on the lane, and such lanes are skipped here.
    if cardinality(drained_tenants) > 0 then
      with gone as (
          select l.tenant_id, l.offering_id from lane l
            join unnest(drained_tenants, drained_offerings) as d (tenant_id, offering_id) using (tenant_id, offering_id)
          where l.pool_id = pool_wanted and l.backlog for update of l skip locked)
        select array_agg(tenant_id), array_agg(offering_id) into drained_tenants, drained_offerings from gone;
      update lane l set backlog = false
        from unnest(drained_tenants, drained_offerings) as d (tenant_id, offering_id)
        where l.pool_id = pool_wanted and l.tenant_id = d.tenant_id and l.offering_id = d.offering_id
          and not exists (select 1 from generation g where g.pool_id = pool_wanted and g.tenant_id = l.tenant_id
            and g.offering_id = l.offering_id and g.waiting);
    end if;
    -- What another claim's budgets hold up is seen again in each round.
    exit when cuts > 4;
  end loop;
  update pool set vtime = v, turn = p.turn where id = pool_wanted and (vtime < v or pool.turn < p.turn);
end $$;
