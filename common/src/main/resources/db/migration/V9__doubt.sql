-- How many of an account's slots are held by attempts of which nobody knows whether they were taken. Such a state is entered
-- and left together with columns that other indexes are on, so the index costs no update more than there was.
create index attempt_in_doubt on attempt (account_id) where state = 'UNKNOWN' and verdict_at is null;
