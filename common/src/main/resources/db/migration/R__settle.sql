drop function if exists settle_attempt(uuid, text[], text, boolean, text, text, text, text);

-- Moves an attempt out of one of some states, and its generation with it, all or nothing. What becomes of the
-- generation, unless it has ended, waits for its next attempt, or follows another that is open:
--   none      nothing
--   requeue   it waits again; or it is cancelled, or expired, if that is what its caller wants by now
--   rest      the same; the provider could not be reached
--   retry     the same, or as `move` when it was refused fifty times: it will not be taken here
--   account   the same; the account has no money, or its key is not known, and it is taken out. Or as `move`, when it is
--             only this offering that the key may not use
--   account_fail  the account is taken out, and it has failed
--   move      it waits for the next of its candidates, or fails when there is none; this offering gets it no more
--   fail      it has failed with this error
--   cancel    it was cancelled; if nobody asked for that, the provider did it, and it has failed
--   unknown   what the caller's policy for unknown outcomes says
-- Answers the generation's state, or null when the attempt had moved already: the race is lost, read again. `told_cost`
-- and `told_units` are what the provider says of money beside its verdict.
create or replace function settle_attempt(wanted uuid, from_states text[], to_state text, closes boolean, effect text,
    err_class text, err_message text, err_code text, told_cost numeric default null, told_units numeric default null)
  returns text
  language plpgsql as $$
declare
  a attempt;
  g generation;
  facts jsonb;
  told text;
begin
  if to_state = 'REFUSED' then
    -- Whoever said no, the provider has called back about it: it was bought.
    select called_back_id into told from attempt
      where id = wanted and state = any (from_states) and done_at is null for no key update;
    if told is not null and accept_and_learn(wanted, jsonb_build_object('id', told), 'callback') then
      return null;
    end if;
  end if;
  update attempt set state = to_state,
      verdict_at = case when closes then coalesce(verdict_at, clock_timestamp()) else verdict_at end,
      done_at = case when closes then clock_timestamp() end,
      error_class = err_class, error_message = err_message, error_code = err_code, cost = coalesce(told_cost, cost),
      billable_units = coalesce(told_units, billable_units)
    where id = wanted and state = any (from_states) and done_at is null
    returning * into a;
  if not found then
    return null;
  end if;
  update generation set events = events + 1, updated_at = clock_timestamp() where id = a.generation_id returning * into g;
  facts := jsonb_build_object('attempt_id', a.id, 'attempt', a.number, 'provider', a.provider, 'offering', a.offering);
  perform record_event(g.tenant_id, 'generation', g.id, g.events, 'attempt.' || lower(to_state),
    facts || jsonb_strip_nulls(jsonb_build_object('charge', attempt_charge(a), 'error', case when err_class is not null then
      jsonb_strip_nulls(jsonb_build_object('class', err_class, 'message', err_message, 'code', err_code)) end)));
  -- A key that was refused for this generation before, and taken for another since, may not use this offering.
  if effect = 'account' and err_class = 'unauthorized' and exists (
      select 1 from attempt e join account k on k.id = e.account_id
      where e.generation_id = g.id and e.id <> a.id and e.account_id = a.account_id and e.error_class = err_class
        and e.verdict_at < k.well_since) then
    effect := 'move';
  end if;
  -- Locked in this order, and before lanes, as a claim locks them. What is known of them now says where the generation goes on.
  if effect in ('account', 'account_fail') then
    perform take_account_out(a.account_id, err_class, err_message, a.offering_id);
  end if;
  -- What is paid for, or may be, is not asked for again.
  if effect = 'account_fail' or (effect in ('account', 'move') and (a.charge > 0 or a.at_risk > 0)) then
    effect := 'fail';
  end if;
  perform breaker_saw(a.offering_id, a.id, case
    when effect = 'rest' or to_state = 'UNKNOWN' then 'not_taken'
    when to_state = 'REFUSED' and err_class in ('unavailable', 'provider_failed') then 'not_taken'
    when to_state = 'FAILED' and err_class in ('unavailable', 'provider_failed') then 'not_rendered'
    else 'neither' end, err_message);
  return follow_attempt(a, g, effect, err_class, err_message, err_code);
end $$;

-- Lets a generation, whose row is locked, follow its attempt: the effects above. Answers the generation's state.
create or replace function follow_attempt(a attempt, g generation, effect text, err_class text, err_message text,
    err_code text) returns text
  language plpgsql as $$
declare
  facts jsonb := jsonb_build_object('attempt_id', a.id, 'attempt', a.number, 'provider', a.provider,
    'offering', a.offering);
  onward jsonb;
begin
  if g.ended_at is not null or (g.attempts <> a.number and g.state = 'QUEUED') or exists (
      select 1 from attempt o where o.generation_id = g.id and o.id <> a.id and o.done_at is null and (
        o.state in ('SUBMITTING', 'ACCEPTED', 'SUCCEEDED')
        or (o.state = 'UNKNOWN' and o.number > a.number and g.on_unknown = 'hold'))) then
    return g.state;
  end if;
  if effect = 'retry' then
    effect := case when (select count(*) from attempt where generation_id = g.id and state = 'REFUSED') < 50
      then 'requeue' else 'move' end;
  elsif effect in ('rest', 'account') then
    effect := 'requeue';
  end if;
  if effect = 'move' then
    onward := next_candidate(g, a.offering);
    effect := case when onward is null then 'fail' else 'requeue' end;
  end if;
  if effect = 'unknown' then
    -- Who takes work and loses every answer would be paid for ever.
    effect := case g.on_unknown when 'fail' then 'fail' when 'hold' then 'hold' else
      case when (select count(*) from attempt where generation_id = g.id and state = 'UNKNOWN') < 5 then 'requeue'
        else 'fail' end end;
  end if;
  if effect in ('requeue', 'hold') and g.cancel_requested_at is not null then
    effect := 'cancel';
  end if;
  if effect = 'cancel' and g.cancel_requested_at is null then
    effect := 'fail';
    err_class := 'provider_failed';
    err_message := 'the provider cancelled the work, and nobody had asked it to';
  end if;
  if effect = 'requeue' and least(g.start_by, g.finish_by) < clock_timestamp() then
    effect := 'fail';
    err_class := 'timeout';
    err_message := 'the deadline passed before a provider accepted the request';
  end if;
  case effect
    when 'none', 'hold' then
      return g.state;
    when 'requeue' then
      if onward is not null then
        g := move_generation(g, onward, a.offering, err_class);
      end if;
      perform open_lanes(array[g.pool_id], array[g.tenant_id], array[g.offering_id]);
      update generation set state = 'QUEUED', waiting = true, held_by = null, events = events + 1 where id = g.id
        returning * into g;
      perform record_event(g.tenant_id, 'generation', g.id, g.events, 'generation.requeued',
        facts || jsonb_strip_nulls(jsonb_build_object('reason', err_class, 'message', err_message, 'waiting', (
          select jsonb_build_object('reason', w.reason, 'until', w.until) from offering_wait w
          where w.offering_id = g.offering_id and w.pool_id = g.pool_id))));
      return g.state;
    when 'fail' then
      perform end_generation(g.id, 'FAILED', err_class, err_message, err_code, facts);
      return 'FAILED';
    when 'cancel' then
      perform end_generation(g.id, 'CANCELLED', null, null, null, facts);
      return 'CANCELLED';
  end case;
end $$;

-- A result is in the bucket: keeps its artifacts and completes the generation; if that has ended already, a paid
-- result has turned up late, and is announced. Answers null when somebody else had stored it.
create or replace function store_artifacts(wanted uuid, artifacts jsonb) returns text
  language plpgsql as $$
declare
  a attempt;
  g generation;
  facts jsonb;
begin
  update attempt set done_at = clock_timestamp() where id = wanted and state = 'SUCCEEDED' and done_at is null
    returning * into a;
  if not found then
    return null;
  end if;
  insert into artifact (attempt_id, n, generation_id, tenant_id, bucket, object_key, bytes, sha256, media_type,
      duration_ms, width, height)
    select a.id, x.n, a.generation_id, a.tenant_id, x.bucket, x.object_key, x.bytes, decode(x.sha256, 'hex'),
      x.media_type, x.duration_ms, x.width, x.height
    from jsonb_to_recordset(artifacts) as x (n smallint, bucket text, object_key text, bytes bigint, sha256 text,
      media_type text, duration_ms bigint, width int, height int)
    on conflict do nothing;
  facts := jsonb_strip_nulls(jsonb_build_object('attempt_id', a.id, 'attempt', a.number, 'provider', a.provider,
    'offering', a.offering, 'artifacts', artifacts, 'differences', differences_of(a.generation_id, a.offering)));
  if not end_generation(a.generation_id, 'COMPLETED', null, null, null, facts) then
    update generation set events = events + 1, updated_at = clock_timestamp() where id = a.generation_id
      returning * into g;
    perform record_event(g.tenant_id, 'generation', g.id, g.events, 'attempt.recovered', facts || jsonb_build_object(
      'owed', attempt_owed(a.charge_kind, a.charge), 'charge', attempt_charge(a)));
  end if;
  return 'COMPLETED';
end $$;
