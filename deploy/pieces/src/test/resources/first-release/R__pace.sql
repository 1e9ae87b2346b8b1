-- Adds what one worker saw and answers the whole. Old times fade: beyond 200 ends, all of them count for half.
create or replace function share_generation_times(wanted text, seen float8[]) returns float8[]
  language sql as $$
  insert into generation_time as g (offering, weights) values (wanted, seen)
  on conflict (offering) do update set updated_at = now(), weights = (
    select array_agg((old + new) * case when (select sum(w) from unnest(g.weights) w) > 200 then 0.5 else 1 end order by n)
    from unnest(g.weights, excluded.weights) with ordinality as x (old, new, n))
  returning weights
$$;
