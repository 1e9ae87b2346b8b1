-- How long each kind of thing is kept at least, whoever asks to drop it. Only the schema's owner writes it, so that a worker's
-- role cannot erase what is younger, whatever it says of the time. What has no row may go at any time.
create table keep_at_least (
  -- text, files, requests, audit, events, deliveries
  what text primary key,
  -- 'infinity' for what never goes
  time interval not null
);
