-- The page of a request shows who was told of it.
create index delivery_by_subject on delivery (subject_id);
