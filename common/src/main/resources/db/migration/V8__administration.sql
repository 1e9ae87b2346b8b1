-- What a key may do: a viewer looks, an operator submits and looks after requests too, an admin changes limits as well.
alter table api_key add column role text not null default 'operator' check (role in ('viewer', 'operator', 'admin'));
update api_key set role = 'admin' where label = 'bootstrap';
