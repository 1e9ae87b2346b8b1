-- Writes an event of a batch whose row the caller has locked.
create or replace function batch_event(wanted uuid, event_type text, payload jsonb) returns void
  language plpgsql as $$
declare
  b batch;
begin
  update batch set events = events + 1, updated_at = clock_timestamp() where id = wanted returning * into b;
  perform record_event(b.tenant_id, 'batch', b.id, b.events, event_type, jsonb_strip_nulls(jsonb_build_object(
    'status', lower(b.state), 'name', b.name, 'retry_of', b.retry_of)) || payload);
end $$;

-- What a batch has come to by numbers of lines.
create or replace function batch_counts(b batch) returns jsonb
  language sql stable as $$
  select jsonb_build_object('lines', b.lines, 'valid', b.lines - b.invalid, 'invalid', b.invalid,
    'waiting', case when b.ended_at is null then b.lines - b.invalid - b.released else 0 end,
    'open', b.released - b.completed - b.failed - b.cancelled,
    'completed', b.completed, 'failed', b.failed,
    'cancelled', b.cancelled + case when b.state = 'CANCELLED' then b.lines - b.invalid - b.released else 0 end)
$$;

-- What a batch's attempts have come to, by currency.
create or replace function batch_charges(wanted uuid) returns jsonb
  language sql stable as $$
  select coalesce(jsonb_agg(c order by c.currency), '[]') from (
    select coalesce(a.currency, 'USD') as currency, coalesce(sum(a.charge), 0) as spent, coalesce(sum(a.held), 0) as held,
      coalesce(sum(a.at_risk), 0) as at_risk
    from (
      select a.currency, a.charge, a.held, a.at_risk
        from generation g join attempt a on a.generation_id = g.id where g.batch_id = wanted
      union all
      select s.currency, s.charge, 0, s.at_risk from spent_before s where s.batch_id = wanted) a
    group by 1) c
$$;

-- An upload begins or goes on: the batch of this key, or a new one. Answers the batch, the number of this upload, and
-- whether its terms are these; of several uploads the last goes on.
create or replace function begin_upload(wanted uuid, tenant int, of_key_id uuid, under_key text, terms bytea, called text,
    valid_only boolean, dry boolean, at_once int, up_to numeric, tell_url text)
  returns table (id uuid, upload int, staged int, staged_sha256 text, same_terms boolean, receiving boolean)
  language plpgsql as $$
#variable_conflict use_column
declare
  b batch;
begin
  insert into batch (id, tenant_id, api_key_id, key, terms_sha256, name, accept_valid, dry_run, concurrency, budget, webhook_url)
    values (wanted, tenant, of_key_id, under_key, terms, called, valid_only, dry, at_once, up_to, tell_url)
    on conflict do nothing;
  if found then
    return query select wanted, 1, 0, null::text, true, true;
    return;
  end if;
  select * into b from batch where batch.tenant_id = tenant and batch.key = under_key and batch.dry_run = dry for no key update;
  if b.terms_sha256 = terms and b.state = 'RECEIVING' then
    update batch set upload = batch.upload + 1, updated_at = clock_timestamp() where batch.id = b.id returning * into b;
  end if;
  return query select b.id, b.upload, b.staged, b.staged_sha256, b.terms_sha256 is not distinct from terms,
    b.state = 'RECEIVING';
end $$;

-- Adds what these lines ask for to what the batch does.
create or replace function add_to_estimate(wanted uuid, from_line int, to_line int) returns void
  language sql as $$
  insert into batch_estimate as e (batch_id, provider, currency, lines, amount)
    select wanted, l.asked ->> 'provider', case when l.asked ->> 'price' is null then '' else l.asked ->> 'currency' end, count(*),
      sum((l.asked ->> 'price')::numeric)
    from batch_line l where l.batch_id = wanted and l.n between from_line and to_line and l.asked is not null group by 2, 3
    on conflict (batch_id, provider, currency) do update
      set lines = e.lines + excluded.lines, amount = e.amount + excluded.amount
$$;

-- The lines of a chunk, which were copied in just now, are counted. A custom id that stands on an earlier line makes a line
-- one that cannot be accepted. The batch's row is locked by the caller, before the copy.
create or replace function stage_chunk(wanted uuid, from_line int, to_line int, copied int, hash text) returns void
  language plpgsql as $$
begin
  update batch_line l set asked = null, faults = coalesce(l.faults, '[]') || jsonb_build_array(jsonb_build_object(
      'pointer', '/custom_id', 'message', 'stands on line ' || f.n || ' already; each line needs its own'))
    from batch_line x cross join lateral (
      select e.n from batch_line e where e.batch_id = wanted and e.custom_id = x.custom_id order by e.n limit 1) f
    where x.batch_id = wanted and x.n between from_line and to_line and x.custom_id is not null and f.n < x.n
      and l.batch_id = wanted and l.n = x.n;
  perform add_to_estimate(wanted, from_line, to_line);
  update batch set staged = to_line, staged_sha256 = hash, lines = lines + copied, updated_at = clock_timestamp(),
      invalid = invalid + (select count(*) from batch_line l
        where l.batch_id = wanted and l.n between from_line and to_line and l.faults is not null)
    where id = wanted;
end $$;

-- The whole manifest is here and was read: it runs, or is refused, or was only to be checked. A manifest of which nothing is
-- to be bought soon keeps no lines but the faulty ones, for its report. Answers false when another upload has taken over.
create or replace function judge_batch(wanted uuid, of_upload int) returns boolean
  language plpgsql as $$
declare
  b batch;
  verdict text;
begin
  select * into b from batch where id = wanted and upload = of_upload and state = 'RECEIVING' for no key update;
  if not found then
    return false;
  end if;
  verdict := case when b.lines = b.invalid or (b.invalid > 0 and not b.accept_valid) then 'REFUSED'
    when b.dry_run then 'CHECKED' else 'RUNNING' end;
  update batch set state = verdict, updated_at = clock_timestamp(),
      started_at = case when verdict = 'RUNNING' then clock_timestamp() end,
      ended_at = case when verdict <> 'RUNNING' then clock_timestamp() end,
      estimate = (select coalesce(jsonb_agg(jsonb_build_object('provider', e.provider, 'lines', e.lines, 'amount', e.amount,
        'currency', nullif(e.currency, '')) order by e.provider, e.currency), '[]') from batch_estimate e where e.batch_id = wanted)
    where id = wanted returning * into b;
  if verdict <> 'RUNNING' then
    return true;
  end if;
  if b.budget is not null then
    perform create_budget(b.tenant_id, 2147483647, 'batch ' || b.id, null, b.id, null, 'total', b.budget, 'USD', 'hold');
  end if;
  perform batch_event(b.id, 'batch.started', jsonb_build_object('counts', batch_counts(b), 'estimate', b.estimate));
  return true;
end $$;

-- For how many of its next lines the budgets that refuse have room: the others wait here, since released they would fail. Null
-- for all of them. What differs in price is seen in the next step.
create or replace function batch_room(b batch) returns int
  language plpgsql stable as $$
declare
  next jsonb;
begin
  select l.asked into next from batch_line l
    where l.batch_id = b.id and l.n > b.released_to and l.asked is not null order by l.n limit 1;
  return (
    select min(case when (next ->> 'price')::numeric > 0 then greatest(0, floor((s.room - s.queued) / (next ->> 'price')::numeric))
      when s.room - s.queued < 0 then 0 end)::int
    from budgets_of(b.tenant_id, b.api_key_id, b.id, next ->> 'provider', next ->> 'currency') x
    join budget_standing s on s.id = x.id
    where s.when_spent = 'refuse');
end $$;

-- Brings a batch on by one step: notes which of its lines have ended, releases further ones as long as fewer than its
-- concurrency are open, a share of it in one step, and sees whether it is at its end. Answers the generations that it made.
create or replace function advance_batch(wanted uuid, share int) returns uuid[]
  language plpgsql as $$
declare
  b batch;
  done_now int := 0;
  failed_now int := 0;
  cancelled_now int := 0;
  ends int;
  seconds float8;
  room int;
  orders jsonb;
  ids uuid[];
  last_line int;
begin
  select * into b from batch where id = wanted and state in ('RUNNING', 'PAUSED', 'CANCELLING') for no key update skip locked;
  if not found then
    return null;
  end if;
  with ended as (
    update batch_line l set state = g.state from generation g
      where l.batch_id = b.id and l.state = 'RELEASED' and g.id = l.generation_id and g.ended_at is not null
      returning l.state)
  select count(*) filter (where state = 'COMPLETED'), count(*) filter (where state = 'FAILED'),
    count(*) filter (where state = 'CANCELLED') into done_now, failed_now, cancelled_now from ended;
  ends := done_now + failed_now + cancelled_now;
  seconds := extract(epoch from clock_timestamp() - coalesce(b.rate_at, b.started_at));
  update batch set completed = completed + done_now, failed = failed + failed_now, cancelled = cancelled + cancelled_now,
      rate = rate + (ends / greatest(seconds, 0.1) - rate) * (1 - exp(-seconds / 60)), rate_at = clock_timestamp()
    where id = b.id and (ends > 0 or rate > 1e-6) returning * into b;
  if not found then
    select * into b from batch where id = wanted;
  end if;
  if b.state = 'CANCELLING' then
    perform cancel_generation(b.tenant_id, o.generation_id) from (
      select l.generation_id from batch_line l join generation g on g.id = l.generation_id
      where l.batch_id = b.id and l.state = 'RELEASED' and g.ended_at is null and g.cancel_requested_at is null
        and g.state <> 'STORING'
      order by l.generation_id) o;
  elsif b.state = 'RUNNING' then
    select least(200, greatest(1, (b.concurrency + share - 1) / share),
        greatest(0, b.concurrency - (b.released - b.completed - b.failed - b.cancelled)), batch_room(b)) into room;
    with picked as materialized (
        select l.n, uuidv7() as id, l.asked from batch_line l
        where l.batch_id = b.id and l.n > b.released_to and l.asked is not null
        order by l.n limit room),
      out as (
        update batch_line l set state = 'RELEASED', generation_id = p.id from picked p where l.batch_id = b.id and l.n = p.n)
    select jsonb_agg(p.asked || jsonb_build_object('id', p.id, 'batch_id', b.id) order by p.n), array_agg(p.id order by p.n),
      max(p.n) into orders, ids, last_line from picked p;
    if ids is not null then
      perform accept_generations(orders);
      update batch set released = released + cardinality(ids), released_to = last_line, updated_at = clock_timestamp()
        where id = b.id returning * into b;
    end if;
  end if;
  if b.released = b.completed + b.failed + b.cancelled
      and (b.state = 'CANCELLING' or b.released = b.lines - b.invalid) then
    update batch set state = 'FINISHING', updated_at = clock_timestamp() where id = b.id;
  end if;
  return coalesce(ids, '{}');
end $$;

-- Takes a batch whose files are to be written, for so long.
create or replace function take_finished_batch(lease interval) returns uuid
  language sql as $$
  update batch set lease_until = clock_timestamp() + lease where id = (
    select id from batch where ended_at is null and state = 'FINISHING' and coalesce(lease_until < clock_timestamp(), true)
    order by id limit 1 for no key update skip locked)
  returning id
$$;

-- The files are written: the batch has ended, and that is told.
create or replace function finish_batch(wanted uuid, of_results bigint, of_errors bigint, facts jsonb) returns boolean
  language plpgsql as $$
declare
  b batch;
begin
  update batch set state = case when cancel_requested_at is null then 'COMPLETED' else 'CANCELLED' end,
      results_bytes = of_results, errors_bytes = of_errors, ended_at = clock_timestamp(), rate = 0
    where id = wanted and state = 'FINISHING' returning * into b;
  if not found then
    return false;
  end if;
  -- It has nothing more to limit, and would count among its tenant's budgets.
  update budget set closed_at = clock_timestamp() where batch_id = b.id and name = 'batch ' || b.id and closed_at is null;
  perform batch_event(b.id, 'batch.' || lower(b.state),
    jsonb_build_object('counts', batch_counts(b), 'charges', batch_charges(b.id)) || facts);
  return true;
end $$;

-- A caller's wish. Answers the state that it is in now, or null when the tenant has no such batch; `from_states` are those in
-- which the wish means something.
create or replace function steer_batch(tenant int, wanted uuid, from_states text[], to_state text, told text) returns text
  language plpgsql as $$
declare
  b batch;
begin
  select * into b from batch where id = wanted and tenant_id = tenant for no key update;
  if not found then
    return null;
  end if;
  if b.state = any (from_states) then
    update batch set state = to_state, updated_at = clock_timestamp(),
        cancel_requested_at = case when to_state in ('CANCELLING', 'CANCELLED') then clock_timestamp() end,
        ended_at = case when to_state = 'CANCELLED' then clock_timestamp() end
      where id = b.id returning * into b;
    perform batch_event(b.id, told, jsonb_build_object('counts', batch_counts(b)));
  end if;
  return b.state;
end $$;

-- Whether a provider may have rendered the request of a line, or may render it still, and nobody knows.
create or replace function line_at_risk(l batch_line) returns boolean
  language sql stable as $$
  select exists (select from attempt a where a.generation_id = l.generation_id
    and (a.state in ('SUBMITTING', 'UNKNOWN', 'ACCEPTED', 'SUCCEEDED') or (a.state = 'FAILED' and a.error_class = 'timeout')))
$$;

-- The batch of the lines that another, which has ended, has no result of: made now, or made before; either of those that were
-- not bought for certain, or of those that may have been (`risky`). Deadlines that have passed are left out. Answers nothing
-- when there are no such lines.
drop function if exists retry_batch(int, uuid, uuid, uuid);
create or replace function retry_batch(tenant int, of_key_id uuid, ended uuid, wanted uuid, risky boolean)
  returns table (id uuid, fresh boolean)
  language plpgsql as $$
#variable_conflict use_column
declare
  b batch;
  known uuid;
  found_lines int;
begin
  select * into b from batch
    where batch.id = ended and tenant_id = tenant and state in ('COMPLETED', 'CANCELLED') for no key update;
  select batch.id into known from batch where retry_of = b.id and batch.at_risk = risky;
  if found then
    return query select known, false;
    return;
  end if;
  insert into batch_line (batch_id, n, custom_id, asked)
    select wanted, l.n, l.custom_id, l.asked || jsonb_build_object('api_key_id', of_key_id,
      'start_by', case when (l.asked ->> 'start_by')::timestamptz > now() then l.asked ->> 'start_by' end,
      'finish_by', case when (l.asked ->> 'finish_by')::timestamptz > now() then l.asked ->> 'finish_by' end)
    from batch_line l where l.batch_id = b.id and l.asked is not null and l.state in ('FAILED', 'CANCELLED', 'STAGED')
      -- What came to light after its request had failed is there, and paid.
      and not exists (select from artifact a where a.generation_id = l.generation_id) and line_at_risk(l) = risky;
  get diagnostics found_lines = row_count;
  if found_lines = 0 then
    return;
  end if;
  perform add_to_estimate(wanted, 0, 2147483647);
  insert into batch (id, tenant_id, api_key_id, name, concurrency, budget, webhook_url, retry_of, at_risk, accept_valid, lines,
      staged)
    values (wanted, tenant, of_key_id, b.name, b.concurrency, b.budget, b.webhook_url, b.id, risky, true, found_lines, found_lines);
  perform judge_batch(wanted, 1);
  return query select wanted, true;
end $$;

-- Drops lines of manifests of which nothing is bought, in small numbers. Answers how many.
create or replace function drop_unbought_lines(most int) returns int
  language plpgsql as $$
declare
  of_batch uuid;
  gone int;
begin
  select id into of_batch from batch where state in ('REFUSED', 'CHECKED') and not lines_dropped
    order by id limit 1 for no key update skip locked;
  if not found then
    return 0;
  end if;
  delete from batch_line where batch_id = of_batch and n = any (array (
    select n from batch_line where batch_id = of_batch and faults is null limit most));
  get diagnostics gone = row_count;
  if gone < most then
    update batch set lines_dropped = true where id = of_batch;
    delete from batch_estimate where batch_id = of_batch;
  end if;
  return gone;
end $$;

-- Forgets batches that nobody has gone on uploading, in small numbers. Answers how many.
create or replace function drop_abandoned_batches(before timestamptz, most int) returns int
  language plpgsql as $$
declare
  gone uuid[];
begin
  with dropped as (
    delete from batch where id in (
      select id from batch where ended_at is null and state = 'RECEIVING' and updated_at < before
      order by id limit most for update skip locked) returning id)
  select array_agg(id) into gone from dropped;
  delete from batch_line where batch_id = any (gone);
  delete from batch_estimate where batch_id = any (gone);
  return coalesce(cardinality(gone), 0);
end $$;
