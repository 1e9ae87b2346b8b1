-- What admins say of tenants and keys at run time, and what is kept of what they did.

alter table tenant
  -- its keys open nothing, and nothing is taken in for it; what was taken in goes on
  add column suspended_at timestamptz,
  -- what each of its keys may ask, where the key has no limit of its own: requests a second, and how many at once
  add column per_second float8 check (per_second > 0),
  add column burst int check (burst > 0),
  add constraint tenant_limit check ((per_second is null) = (burst is null));

alter table api_key
  add column expires_at timestamptz,
  -- to some minutes
  add column last_used_at timestamptz,
  add column per_second float8 check (per_second > 0),
  add column burst int check (burst > 0),
  add constraint api_key_limit check ((per_second is null) = (burst is null));
create index api_key_by_tenant on api_key (tenant_id);

-- Never changed. Written in the transaction of what it tells of.
create table audit (
  id uuid primary key default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  -- who did it
  tenant_id int not null,
  api_key_id uuid not null,
  -- what was done, such as key.created, and to what
  act text not null,
  subject text not null,
  details jsonb not null default '{}'
);
create index audit_by_act on audit (act, id);
create index audit_by_key on audit (api_key_id, id);
