-- What ended lately, and what failed. These columns change once, when a generation ends.
create index generation_ended on generation (tenant_id, ended_at) where ended_at is not null;
create index generation_failed_at on generation (tenant_id, ended_at, error_class) where error_class is not null;
