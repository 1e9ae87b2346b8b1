-- Since when a provider has not answered what it is asked of an attempt that it has accepted; null while it answers. Such
-- an attempt holds its slot for as long as the provider is away. Written by few attempts, and seldom.
alter table attempt add column unanswered_since timestamptz;

create index attempt_unanswered on attempt (account_id)
  where unanswered_since is not null and state = 'ACCEPTED' and verdict_at is null;
