-- For those who follow one subject.
create index event_position_by_subject on event_position (subject_id, position);
