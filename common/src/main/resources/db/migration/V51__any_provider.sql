alter table api_key
  -- whether what comes with it in one provider's form may be served by another provider
  add column any_provider boolean not null default false;
