-- Gives partitions of the workers' topic to an owner: raises their epochs and stamps them on the open attempts. Two
-- statements, so that the second sees what a claim committed while the first waited for its lock.
create or replace function raise_epochs(partitions int[], new_owner text) returns table (partition int, epoch bigint)
  language plpgsql as $$
#variable_conflict use_column
begin
  insert into partition_epoch (partition, epoch, owner)
    select p, 1, new_owner from unnest(partitions) p order by p
    on conflict (partition) do update
      set epoch = partition_epoch.epoch + 1, owner = excluded.owner, assigned_at = now();
  -- In the order of ids, as whoever keeps what many providers said.
  perform 1 from attempt a where a.partition = any (partitions) and a.done_at is null order by a.id for no key update;
  update attempt a set epoch = e.epoch from partition_epoch e
    where e.partition = any (partitions) and a.partition = e.partition and a.done_at is null;
  return query select e.partition, e.epoch from partition_epoch e where e.partition = any (partitions);
end $$;

-- Gives the open attempts of partitions that the topic no longer has to the holders of those it has. The epochs of the
-- lost ones are raised first, so that whoever still believes to hold one sends no more.
create or replace function adopt_orphans(partitions_now int) returns int
  language plpgsql as $$
declare
  adopted int;
begin
  update partition_epoch set epoch = epoch + 1, owner = 'nobody', assigned_at = now() where partition >= partitions_now;
  update attempt a set partition = e.partition, epoch = e.epoch from partition_epoch e
    where e.partition = a.partition % partitions_now and a.partition >= partitions_now and a.done_at is null;
  get diagnostics adopted = row_count;
  return adopted;
end $$;
