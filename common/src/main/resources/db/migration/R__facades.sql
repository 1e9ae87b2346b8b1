-- Whether an api with this number lives: it holds the lock of its number for as long as it does.
create or replace function api_lives(instance int) returns boolean
  language sql volatile as $$
  select not pg_try_advisory_xact_lock_shared(hashtext('reelay.api'), instance)
$$;

-- The key under which a submit is accepted: that of an earlier one with the same fingerprint whose answer was cut less than
-- `within` ago or went down with its api, else a fresh one. Many at once never get the same.
create or replace function take_submit(tenant int, caller uuid, form text, print bytea, me uuid, mine int, fresh text,
    within interval) returns table (key text, at timestamptz)
  language plpgsql volatile as $$
begin
  return query
    update unanswered_submit u set holder = me, instance = mine, cut_at = null
    where u.key = (
      select c.key from unanswered_submit c
      where c.tenant_id = tenant and c.api_key_id = caller and c.facade = form and c.fingerprint = print
        and (c.cut_at > clock_timestamp() - within
          or (c.cut_at is null and c.instance <> mine and not api_lives(c.instance)))
      order by c.at limit 1 for update)
    returning u.key, u.at;
  if not found then
    return query
      insert into unanswered_submit as u (key, tenant_id, api_key_id, facade, fingerprint, holder, instance)
        values (fresh, tenant, caller, form, print, me, mine) returning u.key, u.at;
  end if;
end $$;

-- Begins the time of what went down with its api, and forgets what nobody repeats any more.
create or replace function sweep_submits(mine int, within interval) returns int
  language plpgsql volatile as $$
declare
  forgotten int;
begin
  update unanswered_submit set cut_at = clock_timestamp()
    where cut_at is null and instance <> mine and not api_lives(instance);
  delete from unanswered_submit where cut_at < clock_timestamp() - within;
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
