-- For lists, from the newest to the oldest, whatever they are filtered by. The columns in keys and predicates are those
-- that other indexes name already, or that change when a generation ends: updates stay as they were.
create index generation_by_model on generation (tenant_id, model, id);
create index generation_by_provider on generation (tenant_id, provider, id);

-- With no provider; and with one, or being stored.
create index generation_in_queue on generation (tenant_id, id)
  where ended_at is null and (waiting or held_by is not null or received_at is null);
create index generation_in_progress on generation (tenant_id, id)
  where ended_at is null and not waiting and held_by is null and received_at is not null;

-- Failed, and only then has it an error.
create index generation_failed on generation (tenant_id, id) where error_class is not null;
create index generation_failed_by on generation (tenant_id, error_class, id) where error_class is not null;

drop index generation_by_batch;
create index generation_by_batch on generation (batch_id, id) where batch_id is not null;
