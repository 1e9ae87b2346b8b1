-- After a restore the database does not know what was bought since its backup. While a quarantine is open, nothing is handed to
-- the workers.
create table quarantine (
  id int generated always as identity primary key,
  began_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);
create unique index quarantine_open on quarantine ((true)) where ended_at is null;

alter table generation
  -- 'held' as long as a quarantine keeps it from being bought, and 'released' by a person's word; null where there was none
  add column quarantine text;
create index generation_quarantined on generation (tenant_id, id) where quarantine = 'held';
