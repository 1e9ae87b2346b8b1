-- The time before which things of a kind may go at most: what is asked for, but never what the owner keeps for longer.
create or replace function may_go_before(kind text, asked timestamptz) returns timestamptz
  language sql stable as $$
  select coalesce((select least(asked, clock_timestamp() - k.time) from keep_at_least k where k.what = kind), asked)
$$;
