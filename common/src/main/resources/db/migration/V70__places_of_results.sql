-- Where the results of a tenant's attempts go. The place is that which held when the attempt began, so that whoever goes on with
-- one finds what was written before; nothing here is ever changed, only followed by another.
create table tenant_place (
  tenant_id int not null references tenant on delete cascade,
  since timestamptz not null,
  -- null for the installation's
  bucket text,
  -- of the keys: empty, or ends with a slash
  prefix text not null default '' check (prefix = '' or prefix like '%/'),
  primary key (tenant_id, since)
);

create function place_of(tenant int, at timestamptz) returns tenant_place
  language sql stable as $$
  select * from tenant_place where tenant_id = tenant and since <= at order by since desc limit 1
$$;
