-- How what was kept long enough goes. Nothing of a request that may still come to something is ever touched, and what its
-- attempts came to stays, as rows or as sums. All of it is called again until it answers that there was nothing to do.

-- Whether nothing can come of a request any more: it has ended, no worker has anything to do for it, of each attempt it is
-- known whether it was bought, and its batch has its files.
create or replace function is_over(g generation) returns boolean
  language sql stable as $$
  select g.ended_at is not null
    and not exists (select from attempt a where a.generation_id = g.id
      and (a.done_at is null or a.state = 'UNKNOWN' or a.charge_kind is null or a.charge_kind = 'unknown'))
    and not exists (select from batch b where b.id = g.batch_id and b.ended_at is null)
$$;

-- Drops the text of requests: their inputs, their callers' words, and what providers said of them. An input in the bucket
-- that another request or a line of a manifest names too is left to that one.
create or replace function drop_text(wanted uuid[]) returns void
  language plpgsql as $$
begin
  update batch_line set asked = null where generation_id = any (wanted) and asked is not null;
  with gone as (delete from generation_input where generation_id = any (wanted) returning object_key, generation_id)
    insert into doomed_object (object_key, generation_id)
      select distinct on (object_key) object_key, generation_id from gone
      where object_key is not null
        and not exists (select from generation_input i where i.object_key = gone.object_key and i.generation_id <> all (wanted))
        and not exists (select from batch_line l where l.asked ->> 'object_key' = gone.object_key
          and (l.generation_id is null or l.generation_id <> all (wanted)));
  update attempt set outputs = null, error_message = case when error_message is not null then 'not kept any more' end,
      remote = case when remote is not null then jsonb_build_object('id', remote -> 'id') end
    where generation_id = any (wanted);
  -- Of what was told of it, the ids, states, times and amounts stay.
  update event set data = case when data #> '{error,message}' is not null
      then jsonb_set(data - 'metadata' - 'differences', '{error,message}', '"not kept any more"')
      else data - 'metadata' - 'differences' end
    where subject_id = any (wanted) and (data ?| array['metadata', 'differences'] or data #> '{error,message}' is not null);
  update generation set metadata = null, webhook_url = null, text_dropped_at = clock_timestamp(),
      error_message = case when error_message is not null then 'not kept any more' end,
      candidates = (select jsonb_agg(c - 'input' - 'differences' order by n)
        from jsonb_array_elements(candidates) with ordinality as e (c, n))
    where id = any (wanted);
end $$;

-- Drops the text of a tenant's requests that ended before a time. Answers of how many.
create or replace function drop_old_text(of_tenant int, before timestamptz, most int) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wanted uuid[];
begin
  wanted := array (
    select g.id from generation g
    where g.tenant_id = of_tenant and g.ended_at < may_go_before('text', before) and g.text_dropped_at is null and is_over(g)
    order by g.ended_at limit most for no key update skip locked);
  perform drop_text(wanted);
  return cardinality(wanted);
end $$;

-- Gives up the files of a tenant that were stored before a time, but for those of requests that are not over.
create or replace function drop_old_files(of_tenant int, before timestamptz, most int) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  dropped int;
begin
  with old as (
      select a.attempt_id, a.n from artifact a join generation g on g.id = a.generation_id
      where a.tenant_id = of_tenant and a.stored_at < may_go_before('files', before) and is_over(g)
      order by a.stored_at limit most for update of a skip locked),
    gone as (
      delete from artifact a using old where a.attempt_id = old.attempt_id and a.n = old.n
      returning a.bucket, a.object_key, a.generation_id)
    insert into doomed_object (bucket, object_key, generation_id) select bucket, object_key, generation_id from gone;
  get diagnostics dropped = row_count;
  return dropped;
end $$;

-- Drops a tenant's requests that ended before a time and have no files any more, with their attempts and idempotency keys;
-- what those came to is added to the sums.
create or replace function drop_old_requests(of_tenant int, before timestamptz, most int) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wanted uuid[];
begin
  wanted := array (
    select g.id from generation g
    where g.tenant_id = of_tenant and g.ended_at < may_go_before('requests', before) and is_over(g)
      and not exists (select from artifact a where a.generation_id = g.id)
    order by g.ended_at limit most for update skip locked);
  perform drop_text(wanted);
  insert into spent_before as s
    select a.tenant_id, (a.created_at at time zone 'utc')::date, a.provider, a.offering, g.model, g.api_key_id, g.batch_id,
      a.currency, a.charge_kind, count(*), coalesce(sum(a.charge), 0), coalesce(sum(a.at_risk), 0),
      count(*) filter (where a.charge is null and a.at_risk is null)
    from attempt a join generation g on g.id = a.generation_id where g.id = any (wanted)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    on conflict (tenant_id, day, provider, offering, model, api_key_id, batch_id, currency, charge_kind) do update
      set attempts = s.attempts + excluded.attempts, charge = s.charge + excluded.charge,
        at_risk = s.at_risk + excluded.at_risk, unpriced = s.unpriced + excluded.unpriced;
  delete from attempt where generation_id = any (wanted);
  delete from idempotency_key where generation_id = any (wanted);
  delete from generation where id = any (wanted);
  return cardinality(wanted);
end $$;

-- Drops a tenant's batches that ended before a time and of whose requests none is kept, line by line, and their files with
-- the last of them.
create or replace function drop_old_batches(of_tenant int, before timestamptz, most int) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b batch;
  dropped int;
begin
  select * into b from batch
    where tenant_id = of_tenant and ended_at < may_go_before('requests', before)
      and not exists (select from generation g where g.batch_id = batch.id)
    order by ended_at limit 1 for update skip locked;
  if not found then
    return 0;
  end if;
  delete from batch_line where batch_id = b.id
    and n in (select n from batch_line where batch_id = b.id order by n limit most);
  get diagnostics dropped = row_count;
  if dropped < most then
    perform doom_batch_files(b, array['results', 'errors']);
    delete from batch_estimate where batch_id = b.id;
    delete from batch where id = b.id;
    dropped := dropped + 1;
  end if;
  return dropped;
end $$;

-- Gives up files of a batch, by their names.
create or replace function doom_batch_files(b batch, files text[]) returns void
  language sql as $$
  insert into doomed_object (object_key)
    select 'batches/' || b.tenant_id || '/' || b.id || '/' || file || '.jsonl' from unnest(files) file
    where b.state in ('COMPLETED', 'CANCELLED')
$$;

-- Drops the words of a tenant's manifests that ended before a time: their lines, and the file that repeats them.
create or replace function drop_old_manifest(of_tenant int, before timestamptz, most int) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b batch;
begin
  select * into b from batch where tenant_id = of_tenant and ended_at < may_go_before('text', before) and not words_dropped
    order by ended_at limit 1 for no key update skip locked;
  if not found then
    return 0;
  end if;
  with gone as (
      update batch_line l set asked = null from batch_line was
      where l.batch_id = b.id and l.asked is not null and was.batch_id = l.batch_id and was.n = l.n
      returning was.asked ->> 'object_key' as object_key)
    insert into doomed_object (object_key)
      select distinct object_key from gone where object_key is not null
        and not exists (select from generation_input i where i.object_key = gone.object_key)
        and not exists (select from batch_line l where l.asked ->> 'object_key' = gone.object_key and l.batch_id <> b.id);
  perform doom_batch_files(b, array['errors']);
  update batch set words_dropped = true where id = b.id;
  return 1;
end $$;

-- Drops entries of the audit log.
create or replace function drop_old_audit(before timestamptz, most int) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  dropped int;
begin
  delete from audit where id in (select id from audit where at < may_go_before('audit', before) order by at limit most);
  get diagnostics dropped = row_count;
  return dropped;
end $$;

-- Deletes a request by its owner's wish: its text, its input and its files go at once, nobody sees it any more, and its
-- attempts stay for the ledger. Answers 'deleted', 'unknown' when the tenant has none, 'open' when it has not ended or a
-- worker has something to do for it, 'doubtful' when it is not known whether an attempt was bought, and 'batch' when its
-- batch has not ended.
create or replace function delete_generation(of_tenant int, wanted uuid) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  g generation;
  b batch;
begin
  select * into g from generation where id = wanted and tenant_id = of_tenant and deleted_at is null for update;
  if not found then
    return 'unknown';
  elsif g.ended_at is null or exists (select from attempt where generation_id = g.id
      and (charge_kind is null or (done_at is null and state <> 'UNKNOWN'))) then
    return 'open';
  elsif exists (select from attempt where generation_id = g.id and (state = 'UNKNOWN' or charge_kind = 'unknown')) then
    return 'doubtful';
  end if;
  select * into b from batch where id = g.batch_id for no key update;
  if b.id is not null and b.ended_at is null then
    return 'batch';
  end if;
  perform drop_text(array[g.id]);
  with gone as (delete from artifact where generation_id = g.id returning bucket, object_key)
    insert into doomed_object (bucket, object_key, generation_id) select bucket, object_key, g.id from gone;
  if b.id is not null and g.state <> 'COMPLETED' then
    perform doom_batch_files(b, array['errors']);
  end if;
  update generation set deleted_at = clock_timestamp() where id = g.id;
  return 'deleted';
end $$;

revoke execute on function drop_old_text(int, timestamptz, int), drop_old_files(int, timestamptz, int),
  drop_old_requests(int, timestamptz, int), drop_old_batches(int, timestamptz, int),
  drop_old_manifest(int, timestamptz, int), drop_old_audit(timestamptz, int), delete_generation(int, uuid) from public;
