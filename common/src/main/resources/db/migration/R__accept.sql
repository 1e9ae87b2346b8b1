-- Writes new generations with their inputs and first events. The record follows after the commit; the sweeper sends
-- what was not acked within the first seconds.
create or replace function accept_generations(orders jsonb) returns void
  language plpgsql as $$
begin
  insert into generation (id, tenant_id, api_key_id, batch_id, model, offering, provider, offering_id, pool_id, candidates,
      others, price, currency, prefer, allow_nearest, providers, priority, send_due_at, start_by, finish_by, on_unknown,
      webhook_url, webhook_types, metadata, facade, events)
    select o.id, o.tenant_id, o.api_key_id, o.batch_id, o.model, o.offering, o.provider, f.id, f.pool_id, o.candidates,
      other_offerings(o.candidates, o.offering, '{}'), o.price, o.currency, coalesce(o.prefer, 'listed'),
      coalesce(o.allow_nearest, false), o.providers, o.priority, now() + interval '5 s', o.start_by, o.finish_by, o.on_unknown,
      o.webhook_url, o.webhook_types, o.metadata, o.facade, 1
    from jsonb_to_recordset(orders) as o (id uuid, tenant_id int, api_key_id uuid, batch_id uuid, model text, offering text,
      provider text, candidates jsonb, price numeric, currency text, prefer text, allow_nearest boolean, providers text[],
      priority smallint, start_by timestamptz, finish_by timestamptz, on_unknown text, webhook_url text,
      webhook_types text[], metadata jsonb, facade text) left join offering f on f.name = o.offering;
  insert into generation_input (generation_id, input, object_key)
    select o.id, o.input, o.object_key
    from jsonb_to_recordset(orders) as o (id uuid, input jsonb, object_key text);
  with written as (
    insert into event (id, tenant_id, subject_kind, subject_id, number, type, at, data)
      select uuidv7(), o.tenant_id, 'generation', o.id, 1, 'generation.accepted', clock_timestamp(), jsonb_strip_nulls(
        jsonb_build_object('status', 'in_queue', 'model', o.model, 'provider', o.provider, 'offering', o.offering,
          'estimate', case when o.price is not null then jsonb_build_object('amount', o.price, 'currency', o.currency) end,
          'metadata', o.metadata))
      from jsonb_to_recordset(orders) as o (id uuid, tenant_id int, model text, provider text, offering text, price numeric,
        currency text, metadata jsonb)
      returning id)
    insert into event_pending (event_id) select id from written;
end $$;

-- The same for one generation under a caller's key. Of many at once one writes, and the others wait for its commit.
-- Answers the generation that the key stands for, whether its body was this one, and whether it is new; answers
-- nothing when the key was forgotten just now: call again.
create or replace function accept_once(tenant int, wanted_key text, hash bytea, wanted uuid, orders jsonb)
  returns table (id uuid, same_body boolean, fresh boolean)
  language plpgsql as $$
begin
  insert into idempotency_key (tenant_id, key, body_sha256, generation_id) values (tenant, wanted_key, hash, wanted)
    on conflict do nothing;
  if found then
    perform accept_generations(orders);
    return query select wanted, true, true;
  else
    return query select k.generation_id, k.body_sha256 = hash, false from idempotency_key k
      where k.tenant_id = tenant and k.key = wanted_key;
  end if;
end $$;
