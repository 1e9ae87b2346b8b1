package dev.reelay.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.event.EventsConfig;
import dev.reelay.retention.KeepConfig;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DropOldEventsIT {
    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private DropOldEvents drop;

    /** A day of 40 days ago with two events, one of yesterday with another: positions 1 to 3, all published. */
    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(EventsConfig.class)
                .withMapping(KeepConfig.class)
                .build();
        drop = new DropOldEvents(
                database,
                config.getConfigMapping(EventsConfig.class),
                config.getConfigMapping(KeepConfig.class),
                InstantSource.system());
        database.update("""
                do $$ declare day timestamptz := date_trunc('day', now() at time zone 'utc') at time zone 'utc' - interval '40 days';
                begin
                  execute format('create table %I partition of event for values from (%L) to (%L)',
                    'event_' || to_char(day at time zone 'utc', 'YYYYMMDD'), uuid7_floor(day), uuid7_floor(day + interval '1 day'));
                  insert into event (id, tenant_id, subject_kind, subject_id, number, type, at, data)
                    select uuid7_floor(at), 1, 'generation', uuidv7(), 1, 'generation.accepted', at, '{}'
                    from unnest(array[day + interval '1 h', day + interval '2 h', now()]) as at;
                  insert into event_position (position, event_id, tenant_id, subject_id)
                    select row_number() over (order by id), id, tenant_id, subject_id from event;
                  update event_relay set positioned = 3, published = 3;
                end $$""");
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void aDayThatIsOldEnoughGoesWithItsPositions() {
        drop.drop();

        assertThat(rows.count("select count(*) from event")).isOne();
        assertThat(rows.count("select min(position) from event_position")).isEqualTo(3);
        drop.drop();
        assertThat(rows.count("select count(*) from event")).isOne();
    }

    @Test
    void whatWasNotPublishedStays() {
        database.update("update event_relay set published = 1");
        drop.drop();
        assertThat(rows.count("select count(*) from event_position")).isEqualTo(3);
    }

    @Test
    void whatHasNoPositionYetStays() {
        database.update("delete from event_position where position = 2");
        database.update("insert into event_pending (event_id) select id from event order by id offset 1 limit 1");
        drop.drop();
        assertThat(rows.count("select count(*) from event")).isEqualTo(3);
    }

    /** Positions are given as transactions end: some of the next day come before the last of a day. */
    @Test
    void aDayGoesInSmallStepsAndWithTheLastOfItsPositions() {
        database.update("""
                do $$ declare day timestamptz := date_trunc('day', now() at time zone 'utc') at time zone 'utc' - interval '40 days';
                  next timestamptz := day + interval '1 day';
                begin
                  execute format('create table %I partition of event for values from (%L) to (%L)',
                    'event_' || to_char(next at time zone 'utc', 'YYYYMMDD'), uuid7_floor(next), uuid7_floor(next + interval '1 day'));
                  update event_position set position = 100 * position where position > 1;
                  insert into event (id, tenant_id, subject_kind, subject_id, number, type, at, data)
                    select uuid7_floor(at), 1, 'generation', uuidv7(), 1, 'generation.accepted', at, '{}'
                    from unnest(array[next + interval '30 min', day + interval '22 h', day + interval '23 h']) as at;
                  insert into event_position (position, event_id, tenant_id, subject_id)
                    select 50, id, tenant_id, subject_id from event e
                    where e.at = next + interval '30 min';
                  insert into event_position (position, event_id, tenant_id, subject_id)
                    select 50 + row_number() over (order by id), id, tenant_id, subject_id from event e
                    where not exists (select from event_position p where p.event_id = e.id);
                  update event_relay set positioned = 300, published = 300;
                end $$""");

        long reached = 0;
        int steps = 0;
        while (reached >= 0) {
            assertThat(database.query("select drop_events(now() - interval '30 days')", row -> row.getInt(1)))
                    .as("it has positions")
                    .containsExactly(0);
            reached = database.query(
                            "select coalesce(drop_positions(now() - interval '30 days', ?, 2), -1)",
                            row -> row.getLong(1),
                            reached)
                    .getFirst();
            steps++;
        }

        assertThat(steps).as("1 and 50, 51 and 52, 200 and 300").isEqualTo(3);
        assertThat(database.query("select drop_events(now() - interval '30 days')", row -> row.getInt(1)))
                .containsExactly(1);
        assertThat(rows.count("select count(*) from event")).isEqualTo(2);
        assertThat(database.query("select position from event_position order by 1", row -> row.getInt(1)))
                .containsExactly(50, 300);
    }
}
