alter table attempt
  -- when its provider first called back, with a good signature
  add column called_back_at timestamptz,
  -- the provider's id that a callback told while the answer to the submit was still waited for
  add column called_back_id text;

-- The public keys by which a provider signs its callbacks, as it published them last.
create table callback_keys (
  provider text primary key,
  -- raw Ed25519 keys in base64url
  keys text[] not null default '{}',
  fetched_at timestamptz,
  -- when they were last tried to be fetched: one worker at a time, and none too often
  tried_at timestamptz not null,
  -- since when there is a signature that none of them made
  asked_at timestamptz
);
