-- Whether the provider may bill an attempt: 'nothing', 'perhaps' or 'yes'.
create or replace function attempt_owed(state text, error_class text) returns text
  language sql immutable
  return case
    when state = 'SUCCEEDED' or error_class = 'result_lost' then 'yes'
    when state in ('NOT_SENT', 'REFUSED') then 'nothing'
    when state = 'FAILED' and error_class not in ('timeout', 'submit_outcome_unknown', 'cancelled', 'internal') then 'nothing'
    else 'perhaps' end;

-- The same for all attempts of a generation together.
create or replace function generation_owed(wanted uuid) returns text
  language sql stable as $$
  select case when bool_or(owed = 'yes') then 'yes' when bool_or(owed = 'perhaps') then 'perhaps' else 'nothing' end
  from (select attempt_owed(state, error_class) as owed from attempt where generation_id = wanted) a
$$;

-- Ends a generation that has not ended, and says so. Answers false when it had.
create or replace function end_generation(wanted uuid, new_state text, err_class text, err_message text, err_code text, payload jsonb)
  returns boolean
  language plpgsql as $$
declare
  g generation;
begin
  update generation set state = new_state, waiting = false, events = events + 1, error_class = err_class,
      error_message = err_message, error_code = err_code, updated_at = clock_timestamp(), ended_at = clock_timestamp()
    where id = wanted and ended_at is null
    returning * into g;
  if not found then
    return false;
  end if;
  perform record_event(g.tenant_id, 'generation', g.id, g.events, 'generation.' || lower(new_state),
    payload || jsonb_strip_nulls(jsonb_build_object('status', lower(new_state),
      'owed', case when new_state <> 'COMPLETED' then generation_owed(g.id) end, 'error',
      case when err_class is not null then
        jsonb_strip_nulls(jsonb_build_object('class', err_class, 'message', err_message, 'code', err_code)) end)));
  return true;
end $$;

-- What the caller's wish to stop comes to: 'cancelled' when nothing was with a provider, 'requested' when a provider
-- has it and the worker will ask there, 'let_go' when nobody knows whether a provider has it, 'stored' when it is
-- rendered and paid, 'ended' when it had ended, and 'unknown' when the tenant has no such generation.
create or replace function cancel_generation(tenant int, wanted uuid) returns text
  language plpgsql as $$
declare
  g generation;
begin
  select * into g from generation where id = wanted and tenant_id = tenant for no key update;
  if not found then
    return 'unknown';
  elsif g.state = 'CANCELLED' then
    return 'cancelled';
  elsif g.ended_at is not null then
    return 'ended';
  elsif g.state = 'STORING' then
    return 'stored';
  elsif g.state = 'QUEUED' then
    perform end_generation(g.id, 'CANCELLED', null, null, null, '{}');
    return 'cancelled';
  elsif exists (select 1 from attempt where generation_id = g.id and number = g.attempts and state = 'UNKNOWN') then
    perform end_generation(g.id, 'CANCELLED', null, null, null, '{}');
    return 'let_go';
  end if;
  if g.cancel_requested_at is null then
    update generation set cancel_requested_at = clock_timestamp(), events = events + 1, updated_at = clock_timestamp()
      where id = g.id returning * into g;
    perform record_event(g.tenant_id, 'generation', g.id, g.events, 'generation.cancel_requested', '{}');
  end if;
  perform pg_notify('reelay_cancel', g.id::text);
  return 'requested';
end $$;
