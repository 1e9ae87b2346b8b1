-- What a provider said of an attempt, each by the attempt's own compare-and-set with its event. Each answers false when
-- the attempt had moved on: the race is lost, read again. Called for many attempts in one statement, in the order of
-- their ids, so that two such statements cannot wait for each other.

-- The provider's state is another than before. The first time it renders is an event.
create or replace function keep_remote_state(wanted uuid, at_epoch bigint, told text) returns boolean
  language plpgsql as $$
declare
  a attempt;
  num int;
begin
  update attempt set remote_state = told,
      running_at = case when told = 'RUNNING' then coalesce(running_at, clock_timestamp()) end
    where id = wanted and epoch = at_epoch and state = 'ACCEPTED' and remote_state is distinct from told
    returning * into a;
  if not found then
    return false;
  end if;
  if a.running_at is not null then
    update generation set events = events + 1, updated_at = clock_timestamp() where id = a.generation_id
      returning events into num;
    perform record_event(a.tenant_id, 'generation', a.generation_id, num, 'attempt.in_progress', jsonb_build_object(
      'attempt_id', a.id, 'attempt', a.number, 'provider', a.provider, 'offering', a.offering));
  end if;
  return true;
end $$;

-- What is rendered is kept whatever id the provider gives it, even one that it gave to another before.
create or replace function keep_rendered(wanted uuid, told jsonb, told_outputs jsonb, told_cost numeric) returns boolean
  language plpgsql as $$
declare
  a attempt;
  num int;
begin
  update attempt set state = 'SUCCEEDED', outputs = told_outputs, cost = told_cost,
      remote = case when exists (select 1 from attempt other where other.account_id = attempt.account_id
          and other.remote ->> 'id' = told ->> 'id' and other.remote ->> 'id' <> '' and other.id <> attempt.id)
        then jsonb_set(told, '{id}', '""') else told end,
      accepted_at = coalesce(accepted_at, clock_timestamp()), verdict_at = coalesce(verdict_at, clock_timestamp())
    where id = wanted and state in ('SUBMITTING', 'ACCEPTED', 'UNKNOWN', 'SUCCEEDED') and done_at is null
    returning * into a;
  if not found then
    return false;
  end if;
  update generation set state = 'STORING', events = events + 1, updated_at = clock_timestamp()
    where id = a.generation_id and state = 'RUNNING' returning events into num;
  if found then
    perform record_event(a.tenant_id, 'generation', a.generation_id, num, 'generation.storing', jsonb_build_object(
      'attempt_id', a.id, 'attempt', a.number, 'provider', a.provider, 'offering', a.offering));
  end if;
  return true;
end $$;
