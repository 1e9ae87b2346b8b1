-- How each account stands: what keeps it from beginning an attempt now, or 'free'; and until when, where that is known.
create or replace view account_standing (account_id, pool_id, configured, slots, taken, standing, until, start_every) as
  select a.id, a.pool_id, a.configured, a.slots, t.taken,
    case
      when a.paused_at is not null then 'paused'
      when a.out_reason is not null then 'account_out'
      when a.cooldown_until > now() then 'cool_down'
      when t.taken >= a.slots then 'slot'
      when a.start_every is not null and a.next_start_at > now() then 'pacing'
      else 'free' end,
    case
      when a.paused_at is not null then null
      when a.out_reason is not null then a.probe_at
      when a.cooldown_until > now() then a.cooldown_until
      when t.taken < a.slots and a.start_every is not null and a.next_start_at > now() then a.next_start_at end,
    a.start_every
  from account a cross join lateral (
    select count(*)::int as taken from attempt t where t.account_id = a.id and t.verdict_at is null and t.overdue_at is null) t;

-- The same of all accounts of a pool together: what keeps the best of them, in the order of the case.
create or replace view pool_standing (pool_id, standing, until, slots, taken, starts_a_second) as
  select pool_id, standing, case when standing not in ('paused', 'slot', 'free') then
      case standing when 'account_out' then until_back when 'cool_down' then until_rested else until_paced end end,
    slots, taken, starts_a_second
  from (
    select pool_id, case
        when bool_or(standing = 'free') then 'free'
        when bool_or(standing = 'pacing') then 'pacing'
        when bool_or(standing = 'slot') then 'slot'
        when bool_or(standing = 'cool_down') then 'cool_down'
        when bool_or(standing = 'account_out') then 'account_out'
        else 'paused' end as standing,
      min(until) filter (where standing = 'account_out') as until_back,
      min(until) filter (where standing = 'cool_down') as until_rested,
      min(until) filter (where standing = 'pacing') as until_paced,
      -- Of those that can be used, or soon.
      sum(slots) filter (where standing not in ('paused', 'account_out')) as slots,
      sum(taken) filter (where standing not in ('paused', 'account_out')) as taken,
      -- How many their pace allows; null where one of them has none.
      case when bool_and(start_every is not null) filter (where standing not in ('paused', 'account_out'))
        then sum(1 / extract(epoch from start_every)) filter (where standing not in ('paused', 'account_out')) end
        as starts_a_second
    from account_standing where configured group by pool_id) p;

-- What whoever waits for an offering waits for, and until when, where that is known: 'turn' when others go first. `whose`
-- says whether it is the offering itself or the accounts.
create or replace view offering_wait (offering_id, offering, pool_id, reason, until, whose, slots, taken, room_slots,
    starts_a_second) as
  select o.id, o.name, o.pool_id,
    case
      when o.paused_at is not null then 'paused'
      when not is_known(o) then 'not_offered'
      when o.opened_at is not null then 'breaker'
      when p.pool_id is null then 'account_out'
      when p.standing in ('paused', 'account_out', 'cool_down') then p.standing
      when f.taken >= o.slots then 'slot'
      when p.standing = 'free' then 'turn'
      else p.standing end,
    case
      when o.paused_at is not null or not is_known(o) then null
      when o.opened_at is not null then case when o.open_until > now() then o.open_until end
      when p.standing in ('account_out', 'cool_down') then p.until
      when f.taken >= o.slots then null
      else p.until end,
    case
      when o.paused_at is not null or not is_known(o) or o.opened_at is not null then 'offering'
      when p.standing in ('paused', 'account_out', 'cool_down') then 'accounts'
      when f.taken >= o.slots then 'offering'
      else 'accounts' end,
    case when f.taken >= o.slots then o.slots else p.slots end,
    case when f.taken >= o.slots then f.taken else p.taken end,
    least(o.slots, p.slots), p.starts_a_second
  from offering o
  left join pool_standing p on p.pool_id = o.pool_id
  left join lateral (
    select count(*)::int as taken from account a join attempt t on t.account_id = a.id
    where a.pool_id = o.pool_id and t.offering_id = o.id and t.verdict_at is null and t.overdue_at is null) f on o.slots is not null;

-- What the lines of a batch that have no end wait for, as a list of {reason, lines}: those that were released as their requests
-- tell it, and the rest for the batch's own concurrency, a budget that refuses, or whoever has paused it.
create or replace function batch_waits(b batch) returns jsonb
  language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'lines', lines) order by reason), '[]') from (
    select case
        when g.held_by is not null then 'budget'
        when g.state = 'QUEUED' and g.quarantine = 'held' then 'quarantine'
        when g.state = 'QUEUED' and not g.waiting then 'not_yet_received'
        when g.state = 'QUEUED' then coalesce(w.reason, 'slot')
        when g.state = 'STORING' then 'copying'
        else 'provider' end as reason, count(*) as lines
      from batch_line l join generation g on g.id = l.generation_id
        left join offering_wait w on w.offering_id = g.offering_id and w.pool_id = g.pool_id
      where l.batch_id = b.id and l.state = 'RELEASED' and g.ended_at is null group by 1
    union all
    select case when b.state = 'PAUSED' then 'batch_paused'
        when b.released - b.completed - b.failed - b.cancelled >= b.concurrency then 'concurrency'
        when batch_room(b) = 0 then 'budget_refuses' else 'release' end, b.lines - b.invalid - b.released
      where b.state in ('RUNNING', 'PAUSED') and b.lines - b.invalid - b.released > 0) x
$$;
