-- A provider has accepted an attempt: by its own answer, however late, by its history, or by a person's word. Answers
-- false when the attempt had moved already, or when what was accepted is another attempt's. An attempt whose slot had
-- been given up takes it again, and a generation that waits for another submit waits no longer: it has been bought.
create or replace function accept_attempt(wanted uuid, told jsonb, found_by text) returns boolean
  language plpgsql as $$
declare
  a attempt;
  g generation;
begin
  update attempt set state = 'ACCEPTED', remote = told, accepted_at = clock_timestamp(), verdict_at = null, done_at = null,
      error_class = null, error_message = null, error_code = null
    where id = wanted and (state = 'UNKNOWN' or (state = 'SUBMITTING' and done_at is null))
      and not exists (select 1 from attempt other where other.account_id = attempt.account_id
        and other.remote ->> 'id' = told ->> 'id' and other.remote ->> 'id' <> '' and other.id <> attempt.id)
    returning * into a;
  if not found then
    return false;
  end if;
  update account set cooldowns = 0, cooldown_reason = null where id = a.account_id and cooldowns > 0;
  update generation set events = events + 1, updated_at = clock_timestamp(),
      state = case when state = 'QUEUED' then 'RUNNING' else state end, waiting = false
    where id = a.generation_id returning * into g;
  perform record_event(g.tenant_id, 'generation', g.id, g.events, 'attempt.accepted', jsonb_strip_nulls(jsonb_build_object(
    'attempt_id', a.id, 'attempt', a.number, 'provider', a.provider, 'offering', a.offering,
    'provider_request_id', nullif(a.remote ->> 'id', ''), 'found_by', found_by)));
  return true;
end $$;

-- Gives an attempt the one request that a search of the provider's history found and no attempt holds. The account's
-- lock lets one such search decide at a time. `age` is how long ago the history was asked. Answers
--   accepted   it is this attempt's from now on
--   moved      the attempt has moved already: read again
--   none       every one that was found is another attempt's, or none was found
--   several    more than one is nobody's
--   contested  a submit of the same input was on the wire when the history was asked: it may be that one's
create or replace function recover_attempt(wanted uuid, candidates jsonb, age interval) returns text
  language plpgsql as $$
declare
  a attempt;
  unclaimed jsonb;
begin
  perform 1 from account where id = (select account_id from attempt where id = wanted) for no key update;
  select * into a from attempt where id = wanted;
  if a.done_at is not null or a.state not in ('SUBMITTING', 'UNKNOWN') then
    return 'moved';
  end if;
  select coalesce(jsonb_agg(c), '[]') into unclaimed from jsonb_array_elements(candidates) c
    where not exists (select 1 from attempt other where other.account_id = a.account_id
      and other.remote ->> 'id' = c ->> 'id' and other.remote ->> 'id' <> '');
  if jsonb_array_length(unclaimed) <> 1 then
    return case jsonb_array_length(unclaimed) when 0 then 'none' else 'several' end;
  end if;
  if exists (select 1 from attempt other
      join generation_input theirs on theirs.generation_id = other.generation_id
      join generation_input ours on ours.generation_id = a.generation_id
      where other.account_id = a.account_id and other.verdict_at is null and other.state = 'SUBMITTING'
        and other.doubted_at is null and other.id <> a.id and other.offering = a.offering
        and other.created_at < clock_timestamp() - age and theirs.input is not distinct from ours.input) then
    return 'contested';
  end if;
  return case when accept_attempt(a.id, unclaimed -> 0, 'history') then 'accepted' else 'moved' end;
end $$;

-- Takes a person's word for an attempt whose outcome is unknown. Answers the generation's state with
--   done             it is so from now on
--   repeated         it was said before, and is so
--   unknown_request  the tenant has no such generation
--   unknown_attempt  the generation has no such attempt
--   not_unknown      the attempt's outcome is known
--   not_held         the generation does not wait for this attempt: it has ended, or goes on with another
--   taken            another attempt holds what the provider is said to have accepted
create or replace function settle_unknown(tenant int, wanted uuid, num int, outcome text, remote_id text)
  returns table (verdict text, state text)
  language plpgsql as $$
#variable_conflict use_column
declare
  a attempt;
  g generation;
begin
  if not exists (select 1 from generation where id = wanted and tenant_id = tenant) then
    return query select 'unknown_request', ''; return;
  end if;
  select * into a from attempt where generation_id = wanted and number = num for no key update;
  if not found then
    return query select 'unknown_attempt', ''; return;
  end if;
  select * into g from generation where id = wanted for no key update;
  if a.remote ->> 'id' = remote_id or (remote_id is null and a.settled_as = outcome) then
    return query select 'repeated', g.state; return;
  elsif a.state <> 'UNKNOWN' then
    return query select 'not_unknown', g.state; return;
  elsif outcome <> 'accepted' and (g.state <> 'RUNNING' or g.attempts <> num) then
    return query select 'not_held', g.state; return;
  elsif exists (select 1 from attempt where account_id = a.account_id and remote ->> 'id' = remote_id
      and remote ->> 'id' <> '') then
    return query select 'taken', g.state; return;
  end if;
  update attempt set settled_as = outcome, settled_at = clock_timestamp() where id = a.id returning * into a;
  update generation set events = events + 1, updated_at = clock_timestamp() where id = g.id returning * into g;
  perform record_event(g.tenant_id, 'generation', g.id, g.events, 'attempt.settled', jsonb_build_object('attempt_id', a.id,
    'attempt', a.number, 'provider', a.provider, 'offering', a.offering, 'outcome', outcome));
  if outcome = 'accepted' then
    perform accept_attempt(a.id, jsonb_build_object('id', remote_id), 'person');
    perform pg_notify('reelay_settled', g.id::text);
  else
    perform follow_attempt(a, g, case outcome when 'resubmit' then 'requeue' else 'fail' end, 'submit_outcome_unknown',
      case outcome when 'resubmit' then 'a person had it submitted once more'
        else 'it is not known whether the provider accepted it, and a person has given it up' end, null);
  end if;
  return query select 'done', now_is.state from generation now_is where now_is.id = wanted;
end $$;
