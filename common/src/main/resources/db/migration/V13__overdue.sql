-- Since when an attempt is with its provider for longer than the longest render of its offering. Its verdict is still waited
-- for, and it holds no slot any more: what waits must not wait for what may never end.
alter table attempt add column overdue_at timestamptz;

-- The offerings that a refused key was refused for, while its account is out: whether it is the key or the offering, another
-- offering tells.
alter table account add column out_for int[] not null default '{}';

-- When a worker last had the offering in its catalog.
alter table offering add column known_at timestamptz not null default clock_timestamp();
