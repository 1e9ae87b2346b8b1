-- Who has signed in to the pages. What the cookie holds is known here by its SHA-256 alone; it has 256 random bits.
create table ui_session (
  hash bytea primary key,
  key_id uuid not null references api_key on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index ui_session_by_expiry on ui_session (expires_at);
