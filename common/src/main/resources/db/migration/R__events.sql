-- Writes one event of a subject whose row the caller has locked and counted. Answers the event's id.
create or replace function record_event(tenant int, kind text, subject uuid, num int, event_type text, payload jsonb) returns uuid
  language plpgsql volatile as $$
declare
  event_id uuid := uuidv7();
begin
  insert into event (id, tenant_id, subject_kind, subject_id, number, type, at, data)
    values (event_id, tenant, kind, subject, num, event_type, clock_timestamp(), payload);
  insert into event_pending (event_id) values (event_id);
  return event_id;
end $$;
