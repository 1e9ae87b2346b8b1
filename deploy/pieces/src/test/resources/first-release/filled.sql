-- What the first release left: made by its own functions, one request of each kind.
do $$
declare
  fal int;
  mine int;
  kind text;
  wanted uuid;
  made uuid;
  at_epoch bigint;
begin
  insert into tenant (name) values ('default') returning id into mine;
  insert into tenant (name, weight) values ('umbrella', 2);
  insert into api_key (id, tenant_id, label, hash)
    values ('5b0c6b5e-7a43-4b0e-9f0c-2f7d1c9e4a11', mine, 'bootstrap', sha256(convert_to('rl_' || repeat('k', 43), 'utf8')));
  insert into account (provider, name, slots) values ('fal', 'default', 10) returning id into fal;
  insert into webhook_endpoint (id, tenant_id, url, secret) values (uuidv7(), mine, 'https://hooks.example.com/old', '\x00');
  insert into webhook_endpoint (id, tenant_id, secret) values (uuidv7(), mine, '\x00');
  select epoch into at_epoch from raise_epochs(array[0], 'a worker of the first release');
  foreach kind in array array['completed', 'failed', 'cancelled', 'unknown', 'held', 'submitting', 'accepted', 'waiting', 'unreceived'] loop
    wanted := uuidv7();
    perform accept_once(mine, 'order ' || kind, '\x00', wanted, jsonb_build_array(jsonb_build_object('id', wanted,
      'tenant_id', mine, 'model', 'luma/ray-2/image-to-video', 'provider', 'fal', 'account_id', fal, 'priority', 0,
      'offering', 'fal:fal-ai/luma-dream-machine/ray-2/image-to-video', 'metadata', jsonb_build_object('kind', kind),
      'on_unknown', case when kind = 'held' then 'hold' else 'fail' end, 'webhook_url', 'https://hooks.example.com/' || kind,
      'input', jsonb_build_object('prompt', 'of the first release', 'image_url', 'https://example.com/a.jpg', 'duration', 5,
        'resolution', '540p', 'aspect_ratio', '16:9', 'loop', false))));
    continue when kind = 'unreceived';
    perform receive(array[wanted], interval '1 minute');
    continue when kind = 'waiting';
    if kind = 'cancelled' then
      perform cancel_generation(mine, wanted);
      continue;
    end if;
    select attempt_id into made from claim(fal, 1, 0, at_epoch, interval '5 s', interval '90 s') where generation_id = wanted;
    if kind in ('completed', 'accepted') then
      perform accept_attempt(made, jsonb_build_object('id', 'remote ' || kind), null);
    end if;
    if kind = 'completed' then
      perform keep_rendered(made, jsonb_build_object('id', 'remote completed'), '[]', 0.5);
      perform store_artifacts(made, jsonb_build_array(jsonb_build_object('n', 0, 'bucket', 'reelay', 'object_key',
        'default/' || wanted || '/' || made || '/0', 'bytes', 3, 'sha256', repeat('ab', 32), 'media_type', 'video/mp4')));
    elsif kind = 'failed' then
      perform settle_attempt(made, array['SUBMITTING'], 'REFUSED', true, 'fail', 'invalid_input', 'as the provider said', null);
    elsif kind in ('unknown', 'held') then
      perform settle_attempt(made, array['SUBMITTING'], 'UNKNOWN', kind = 'unknown', 'unknown', 'submit_outcome_unknown',
        'the answer was cut', null);
    elsif kind = 'submitting' then
      update attempt set send_before = now() - interval '1 hour', answer_before = now() - interval '1 hour' where id = made;
    end if;
  end loop;
  perform position_events(100000);
end $$;
