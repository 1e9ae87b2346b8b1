-- Where an account's submits were sent, and with which key, as it was configured then: what is accepted without its
-- provider's own answer (by a callback, a person, a search) is found there, whatever is configured by that time.
create table account_address (
  id int generated always as identity primary key,
  account_id int not null references account,
  base_url text not null,
  -- tells one key from another and gives none away
  key_mark text not null,
  unique (account_id, base_url, key_mark)
);
alter table attempt add column address_id int;
