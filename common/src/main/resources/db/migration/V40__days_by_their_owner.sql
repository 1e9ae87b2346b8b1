-- Days of events are made and dropped by workers whose role owns nothing: these functions run as their owner, and only who
-- was given them may call them.
alter function make_event_partitions(int) security definer set search_path from current;
revoke execute on function make_event_partitions(int) from public;
