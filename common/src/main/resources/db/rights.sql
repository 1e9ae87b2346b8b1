-- What the api and the workers may do, where they connect as roles of their own. Run by the command `migrate` after each
-- migration, in one transaction: what is not given here is not allowed. Neither may change the schema, end the life of a
-- row of the ledger, or rewrite an event; days of events are made and dropped by functions that run as their owner.

revoke all on all tables in schema public from ${api}, ${worker};
revoke all on all sequences in schema public from ${api}, ${worker};
grant usage on schema public to ${api}, ${worker};
-- A table of a later version is theirs to use until it is named below.
grant select, insert, update, delete on all tables in schema public to ${api}, ${worker};
revoke all on flyway_schema_history from ${api}, ${worker};
-- Days and partitions are reached by the table that they are of, and by its rights.
do $$
declare
  part record;
begin
  for part in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relispartition and c.relkind = 'r'
  loop
    execute format('revoke all on public.%I from ${api}, ${worker}', part.relname);
  end loop;
  -- What they could make there has no use here; an owner of the schema who is not the database's leaves it as it is.
  execute format('revoke temporary on database %I from public', current_database());
end $$;

-- The ledger and what was said of it.
revoke delete on generation, generation_input, attempt, artifact, tenant, account, account_address, offering, pool, lane
  from ${api}, ${worker};
revoke update, delete on event, event_position from ${api}, ${worker};
revoke delete on delivery, delivery_try, budget from ${api}, ${worker};
revoke insert, update, delete on spent_before from ${api}, ${worker};
revoke insert on doomed_object from ${api}, ${worker};
revoke insert, delete on quarantine from ${api}, ${worker};
revoke update on quarantine from ${worker};
revoke update, delete on audit from ${api}, ${worker};
revoke insert, update, delete on keep_at_least from ${api}, ${worker};

-- The api takes requests in and shows them. It runs nothing.
revoke insert on attempt, artifact from ${api};
revoke delete on api_key, idempotency_key from ${api};
revoke update on artifact, generation_input from ${api};
revoke insert, update, delete on partition_epoch, event_relay, event_position, generation_time, offering_outcome,
  delivery_try from ${api};
revoke update, delete on event_pending from ${api};

-- The workers run what was taken in. They know no caller, and change nothing that only people change.
revoke all on api_key, idempotency_key, unanswered_submit from ${worker};
revoke update, delete on tenant_place from ${api};
revoke update, delete on generation_trace from ${api};
revoke insert, update, delete on generation_trace, tenant, tenant_place, batch, batch_line, batch_estimate from ${worker};
revoke insert, delete on budget from ${worker};
revoke insert, delete on generation_input from ${worker};
revoke insert, delete on webhook_endpoint from ${worker};

grant execute on function make_event_partitions(int), drop_positions(timestamptz, bigint, int),
  drop_events(timestamptz), drop_deliveries(timestamptz) to ${worker};
-- What goes because it was kept long enough, or is not wanted any more; each looks itself whether it may, and for how long
-- the owner keeps it at least.
grant execute on function delete_generation(int, uuid) to ${api};
grant execute on function drop_old_text(int, timestamptz, int), drop_old_files(int, timestamptz, int),
  drop_old_requests(int, timestamptz, int), drop_old_batches(int, timestamptz, int),
  drop_old_manifest(int, timestamptz, int), drop_old_audit(timestamptz, int) to ${worker};
