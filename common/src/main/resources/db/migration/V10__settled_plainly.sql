-- The database plans the expressions of generated columns again for every statement that may change them. Bodies in SQL are
-- inlined each time, here three levels deep: 400 of the 430 microseconds of an update of an attempt. These are called instead.
-- Those that call another say where it is found, as whoever restores a dump has no search path.

create or replace function settled_kind(state text, error_class text, cost numeric) returns text
  language plpgsql immutable parallel safe as $$
begin
  return case
    when state in ('SUBMITTING', 'ACCEPTED') then null
    when state = 'SUCCEEDED' then 'done'
    when state in ('NOT_SENT', 'REFUSED') then 'not_taken'
    when state = 'UNKNOWN' then 'unknown'
    when state = 'CANCELLED' or error_class = 'cancelled' then
      case when cost > 0 then 'cancelled_charged' else 'cancelled' end
    when error_class = 'result_lost' then 'lost'
    when error_class = 'moderated' then 'moderated'
    when error_class = 'timeout' then 'given_up'
    when error_class in ('submit_outcome_unknown', 'internal') then 'unknown'
    when cost > 0 then 'failed_charged'
    else 'failed_free' end;
end $$;

create or replace function settled_charge(state text, error_class text, cost numeric, price numeric) returns numeric
  language plpgsql immutable parallel safe set search_path from current as $$
declare
  kind constant text := settled_kind(state, error_class, cost);
begin
  return case
    when kind is null then null
    when kind = 'not_taken' then 0
    when cost is not null then cost
    when kind in ('done', 'lost') then price
    when kind in ('moderated', 'failed_free') then 0 end;
end $$;

create or replace function settled_risk(state text, error_class text, cost numeric, price numeric) returns numeric
  language plpgsql immutable parallel safe set search_path from current as $$
begin
  return case when cost is null and settled_kind(state, error_class, cost) in ('unknown', 'given_up', 'cancelled')
    then price end;
end $$;
