-- Moves an attempt out of one of some states, and its generation with it, all or nothing. What becomes of the
-- generation, unless it has ended, waits for its next attempt, or follows another that is open:
--   none      nothing
--   requeue   it waits again; or it is cancelled, or expired, if that is what its caller wants by now
--   retry     the same, or fail when it was refused fifty times: it will not be taken
--   fail      it has failed with this error
--   cancel    it was cancelled; if nobody asked for that, the provider did it, and it has failed
--   unknown   what the caller's policy for unknown outcomes says
-- Answers the generation's state, or null when the attempt had moved already: the race is lost, read again.
create or replace function settle_attempt(wanted uuid, from_states text[], to_state text, closes boolean, effect text,
    err_class text, err_message text, err_code text) returns text
  language plpgsql as $$
declare
  a attempt;
  g generation;
  facts jsonb;
begin
  update attempt set state = to_state,
      verdict_at = case when closes then coalesce(verdict_at, clock_timestamp()) else verdict_at end,
      done_at = case when closes then clock_timestamp() end,
      error_class = err_class, error_message = err_message, error_code = err_code
    where id = wanted and state = any (from_states) and done_at is null
    returning * into a;
  if not found then
    return null;
  end if;
  update generation set events = events + 1, updated_at = clock_timestamp() where id = a.generation_id returning * into g;
  facts := jsonb_build_object('attempt_id', a.id, 'attempt', a.number, 'provider', a.provider, 'offering', a.offering);
  perform record_event(g.tenant_id, 'generation', g.id, g.events, 'attempt.' || lower(to_state),
    facts || jsonb_strip_nulls(jsonb_build_object('error', case when err_class is not null then
      jsonb_strip_nulls(jsonb_build_object('class', err_class, 'message', err_message, 'code', err_code)) end)));
  return follow_attempt(a, g, effect, err_class, err_message, err_code);
end $$;

-- Lets a generation, whose row is locked, follow its attempt: the effects above. Answers the generation's state.
create or replace function follow_attempt(a attempt, g generation, effect text, err_class text, err_message text,
    err_code text) returns text
  language plpgsql as $$
declare
  facts jsonb := jsonb_build_object('attempt_id', a.id, 'attempt', a.number, 'provider', a.provider,
    'offering', a.offering);
begin
  if g.ended_at is not null or (g.attempts <> a.number and g.waiting) or exists (
      select 1 from attempt o where o.generation_id = g.id and o.id <> a.id and o.done_at is null and (
        o.state in ('SUBMITTING', 'ACCEPTED', 'SUCCEEDED')
        or (o.state = 'UNKNOWN' and o.number > a.number and g.on_unknown = 'hold'))) then
    return g.state;
  end if;
  if effect = 'retry' then
    effect := case when (select count(*) from attempt where generation_id = g.id and state = 'REFUSED') < 50
      then 'requeue' else 'fail' end;
  end if;
  if effect = 'unknown' then
    effect := case g.on_unknown when 'fail' then 'fail' when 'resubmit' then 'requeue' else 'hold' end;
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
      perform open_lanes(array[g.account_id], array[g.tenant_id]);
      update generation set state = 'QUEUED', waiting = true, events = events + 1 where id = g.id returning * into g;
      perform record_event(g.tenant_id, 'generation', g.id, g.events, 'generation.requeued',
        facts || jsonb_strip_nulls(jsonb_build_object('reason', err_class, 'message', err_message)));
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
  facts := jsonb_build_object('attempt_id', a.id, 'attempt', a.number, 'provider', a.provider, 'offering', a.offering,
    'artifacts', artifacts);
  if not end_generation(a.generation_id, 'COMPLETED', null, null, null, facts) then
    update generation set events = events + 1, updated_at = clock_timestamp() where id = a.generation_id
      returning * into g;
    perform record_event(g.tenant_id, 'generation', g.id, g.events, 'attempt.recovered', facts || '{"owed": "yes"}');
  end if;
  return 'COMPLETED';
end $$;
