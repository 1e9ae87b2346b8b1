-- The context that the steps of a request belong to, where it is traced: W3C's traceparent of the step that accepted it.
create table generation_trace (
  generation_id uuid primary key references generation on delete cascade,
  traceparent text not null
);
