package dev.reelay.api.event;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.database.Database;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An event that was written first and committed last is missed by nobody. With {@code -Dreelay.measure=true} ten thousand
 * times.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class OutOfOrderIT {
    private static final int PAIRS = Boolean.getBoolean("reelay.measure") ? 10_000 : 1_000;

    @Inject
    Tables tables;

    @Inject
    Database database;

    private volatile boolean written;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void readersByPageAndByStreamMissNothing() throws Exception {
        long begin = tables.count("select positioned from event_relay");
        try (Stream stream = Stream.open(ACME, "/v1/events", "");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> relay = threads.submit(this::relay);
            Future<List<String>> pulled = threads.submit(() -> pull(begin));
            Future<List<String>> streamed = threads.submit(() -> read(stream));
            List<String> ids = writePairs();
            written = true;

            relay.get();
            assertThat(pulled.get()).hasSize(2 * PAIRS).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(streamed.get()).isEqualTo(pulled.get());
        }
    }

    /** The one that begins later is committed, and perhaps positioned and read, before the other. */
    private List<String> writePairs() throws SQLException {
        int tenant = tables.count("select id from tenant where name = 'acme'");
        List<String> ids = new ArrayList<>();
        try (Connection early = database.open();
                Connection late = database.open()) {
            early.setAutoCommit(false);
            late.setAutoCommit(false);
            for (int pair = 0; pair < PAIRS; pair++) {
                ids.add(record(early, tenant));
                ids.add(record(late, tenant));
                late.commit();
                early.commit();
            }
            early.setAutoCommit(true);
            late.setAutoCommit(true);
        }
        return ids;
    }

    private static String record(Connection session, int tenant) throws SQLException {
        return Database.query(
                        session,
                        "select record_event(?, 'generation', ?, 1, 'generation.accepted', '{}')",
                        row -> row.getString(1),
                        tenant,
                        UUID.randomUUID())
                .getFirst();
    }

    private void relay() {
        while (!written || tables.count("select count(*) from event_pending") > 0) {
            tables.position();
        }
    }

    private static List<String> pull(long begin) {
        List<String> read = new ArrayList<>();
        long after = begin;
        while (read.size() < 2 * PAIRS) {
            Response page = ACME.call().get("/v1/events?limit=1000&after=" + after);
            read.addAll(page.path("events.id"));
            after = page.<Integer>path("next");
        }
        return read;
    }

    private static List<String> read(Stream stream) throws InterruptedException {
        List<String> read = new ArrayList<>();
        while (read.size() < 2 * PAIRS) {
            String data = stream.next().data();
            int id = data.indexOf("\"id\":\"") + "\"id\":\"".length();
            read.add(data.substring(id, id + UUID.randomUUID().toString().length()));
        }
        return read;
    }
}
