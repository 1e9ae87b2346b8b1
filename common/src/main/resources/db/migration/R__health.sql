-- Why no attempt of an offering can begin now, for longer than a moment; offerings that are well are not in it. One whose
-- breaker has rested is well enough: the next attempt tells.
create or replace view blocked_offering (offering_id, offering, pool_id, reason) as
  select o.id, o.name, o.pool_id,
    case when o.paused_at is not null then 'paused'
      when not is_known(o) then 'not_offered'
      when not is_open(o) then 'breaker'
      else usable.reason end
  from offering o
  cross join lateral (
    -- The accounts of its pool, if none of them can be used.
    select case when bool_and(a.paused_at is not null) then 'paused'
        when bool_and(a.paused_at is not null or a.out_reason is not null) then 'account_out'
        when bool_and(a.paused_at is not null or a.out_reason is not null
          or coalesce(a.cooldown_until > clock_timestamp() + interval '10 s', false)) then 'cool_down'
        when bool_and(a.paused_at is not null or a.out_reason is not null
          or coalesce(a.cooldown_until > clock_timestamp() + interval '10 s', false)
          or a.slots <= held.unknown) then 'unknown_outcomes'
        when bool_and(a.paused_at is not null or a.out_reason is not null
          or coalesce(a.cooldown_until > clock_timestamp() + interval '10 s', false)
          or a.slots <= held.unknown + held.unanswered) then 'no_answers'
        when count(*) = 0 then 'no_account' end as reason
    from account a
    -- Slots that nobody knows when to get back.
    cross join lateral (
      select
        (select count(*) from attempt t
          where t.account_id = a.id and t.state = 'UNKNOWN' and t.verdict_at is null and t.overdue_at is null) as unknown,
        (select count(*) from attempt t
          where t.account_id = a.id and t.unanswered_since is not null and t.state = 'ACCEPTED' and t.verdict_at is null and t.overdue_at is null)
          as unanswered) held
    where a.pool_id = o.pool_id and a.configured) usable
  where not is_open(o) or not is_known(o) or usable.reason is not null;

-- An attempt of an offering came to something: 'taken' when the provider accepted it, 'rendered' when it did that too,
-- 'not_taken' and 'not_rendered' when the fault was the provider's, 'neither' when it says nothing. Failures in a row open
-- the breaker; a success of the kind that had failed closes it; a probe that fails opens it again, for longer. Locks the
-- offering's row only where something changes.
create or replace function breaker_saw(wanted int, by_attempt uuid, what text, message text) returns void
  language plpgsql as $$
declare
  o offering;
begin
  select * into o from offering where id = wanted;
  if not found or not breaker_minds(o, by_attempt, what) then
    return;
  end if;
  select * into o from offering where id = wanted for no key update;
  if not breaker_minds(o, by_attempt, what) then
    return;
  end if;
  if what in ('taken', 'rendered') then
    update offering set failures = 0, opened_at = null, open_until = null, opens = 0, probe = null, failure = null,
        failed_to = null
      where id = wanted;
  elsif what = 'neither' then
    -- The probe told nothing: another may try.
    update offering set probe = null where id = wanted;
  elsif o.opened_at is null and (o.breaker_after = 0 or o.failures + 1 < o.breaker_after) then
    update offering set failures = failures + 1, failure = message, failed_to = substr(what, 5) where id = wanted;
  else
    update offering set failures = failures + 1, failure = message, failed_to = substr(what, 5),
        opened_at = coalesce(opened_at, clock_timestamp()),
        open_until = clock_timestamp() + make_interval(secs => least(600, 15 * power(2, least(opens, 6)))),
        opens = opens + 1, probe = null
      where id = wanted;
  end if;
end $$;

-- Whether what became of an attempt changes an offering's breaker.
create or replace function breaker_minds(o offering, by_attempt uuid, what text) returns boolean
  language sql immutable as $$
  select case
    when what in ('taken', 'rendered') then o.failed_to = what
    when what = 'neither' then o.probe = by_attempt
    else o.opened_at is null or o.probe = by_attempt end is true
$$;

-- These attempts went well: they were 'taken', or 'rendered'. Their accounts work, and so do their offerings. A provider
-- that answers with the result itself does both at once. To be called once in a transaction and last: accounts and
-- offerings are locked after all generations, in the order of their ids.
create or replace function learn_health(attempts uuid[], what text) returns void
  language plpgsql as $$
declare
  accounts int[] := array (select account_id from attempt
    where id = any (attempts) and (what = 'taken' or accepted_at = verdict_at));
begin
  perform 1 from account where id = any (accounts) and (cooldowns > 0 or out_reason is not null)
    order by id for no key update;
  update account set well_since = case when out_reason is null then well_since else clock_timestamp() end, cooldowns = 0,
      cooldown_reason = null, out_reason = null, out_message = null, out_since = null, probe_at = null,
      out_for = '{}'
    where id = any (accounts) and (cooldowns > 0 or out_reason is not null);
  perform breaker_saw(x.offering_id, x.id, x.saw, null) from (
    select t.offering_id, t.id, case when t.accepted_at = t.verdict_at then coalesce(o.failed_to, what) else what end as saw
    from attempt t join offering o on o.id = t.offering_id
    where t.id = any (attempts) and (o.failures > 0 or o.opened_at is not null)
    order by t.offering_id, t.id) x;
end $$;

-- A provider says that an account has no money, or that it does not know its key: nothing more is claimed for it. `asked_for`
-- is the offering that the key was refused for.
drop function if exists take_account_out(int, text, text);
create or replace function take_account_out(wanted int, reason text, message text, asked_for int default null) returns void
  language sql as $$
  update account set out_reason = reason, out_message = message, out_since = coalesce(out_since, clock_timestamp()),
      probe_at = clock_timestamp() + interval '10 min',
      out_for = case when reason <> 'unauthorized' then '{}' when asked_for is null or asked_for = any (out_for) then out_for
        else out_for || asked_for end
    where id = wanted
$$;

-- Puts an account back to work.
create or replace function bring_account_back(wanted int) returns void
  language sql as $$
  update account set out_reason = null, out_message = null, out_since = null, probe_at = null, out_for = '{}'
    where id = wanted and out_reason is not null
$$;
