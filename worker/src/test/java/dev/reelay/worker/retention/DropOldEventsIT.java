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
}
