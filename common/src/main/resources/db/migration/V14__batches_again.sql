-- What may have been bought is tried again by a batch of its own, and only by who says so.
alter table batch add column at_risk boolean not null default false;
drop index batch_by_retry;
create unique index batch_by_retry on batch (retry_of, at_risk) where retry_of is not null;

-- A dry run and the run behind it may come under one key.
drop index batch_by_key;
create unique index batch_by_key on batch (tenant_id, key, dry_run) where key is not null;
