-- A provider has called back about an attempt, with a good signature. Nothing is believed of it but the provider's id, and
-- that only where none is known; the rest is asked for. Answers
--   unknown_attempt  there is no such attempt at this provider
--   accepted  it was in doubt, and is the provider's from now on; whoever runs it polls
--   kept      the answer to its submit is still waited for, and counts for more: the id counts when none has come
--   woken     it is polled now
--   repeated  it was told before, or is no news: nothing is changed
--   ended     it has ended without an id, as refused or not sent: nothing is changed
--   other     another id is known of it, or the id is another attempt's: nothing is changed
create or replace function hear_callback(wanted uuid, of_provider text, told_id text) returns text
  language plpgsql as $$
declare
  a attempt;
begin
  select * into a from attempt where id = wanted and provider = of_provider for no key update;
  if not found then
    return 'unknown_attempt';
  end if;
  if a.state = 'SUBMITTING' and a.doubted_at is null and clock_timestamp() < a.answer_before then
    update attempt set called_back_at = coalesce(called_back_at, clock_timestamp()), called_back_id = told_id
      where id = wanted and called_back_id is distinct from told_id;
    return 'kept';
  end if;
  if a.state in ('SUBMITTING', 'UNKNOWN') then
    if not accept_attempt(wanted, jsonb_build_object('id', told_id), 'callback') then
      return 'other';
    end if;
    update attempt set called_back_at = clock_timestamp() where id = wanted;
    perform pg_notify('reelay_settled', a.generation_id::text);
    return 'accepted';
  end if;
  if coalesce(a.remote ->> 'id', '') = '' then
    return 'ended';
  elsif a.remote ->> 'id' <> told_id then
    return 'other';
  end if;
  update attempt set called_back_at = clock_timestamp()
    where id = wanted and state = 'ACCEPTED' and done_at is null and called_back_at is null;
  if not found then
    return 'repeated';
  end if;
  perform pg_notify('reelay_callback', wanted::text);
  return 'woken';
end $$;

-- Nobody can know whether a provider accepted an attempt, unless it called back while its answer was waited for. Answers
-- false when the attempt has moved, by that or otherwise: read again.
create or replace function call_unknown(wanted uuid, err_message text) returns boolean
  language plpgsql as $$
declare
  told text;
begin
  select called_back_id into told from attempt
    where id = wanted and state = 'SUBMITTING' and done_at is null for no key update;
  if told is not null and accept_attempt(wanted, jsonb_build_object('id', told), 'callback') then
    return false;
  end if;
  return settle_attempt(wanted, array['SUBMITTING'], 'UNKNOWN', false, 'unknown', 'submit_outcome_unknown', err_message,
    null) is not null;
end $$;
