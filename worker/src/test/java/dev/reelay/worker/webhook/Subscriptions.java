package dev.reelay.worker.webhook;

import dev.reelay.database.Database;
import dev.reelay.webhook.EndpointDraft;
import dev.reelay.webhook.Endpoints;
import dev.reelay.worker.testing.Rows;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Endpoints of one tenant, and events that happen to it. */
final class Subscriptions {
    private final Database database;
    private final Endpoints endpoints;
    private final int tenant;

    Subscriptions(Database database) {
        this.database = database;
        this.endpoints = new Endpoints(database, Engine.SEALER);
        this.tenant = new Rows(database).tenant("acme-" + UUID.randomUUID(), 1);
    }

    int tenant() {
        return tenant;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Endpoints.Made endpoint(URI url, String... types) {
        return endpoints
                .create(tenant, new EndpointDraft(url, List.of(types), null, null, null, null))
                .orElseThrow();
    }

    Endpoints.Made endpoint(URI url, List<Integer> waits) {
        return endpoints
                .create(
                        tenant,
                        new EndpointDraft(url, null, null, Map.of("authorization", "Bearer theirs"), waits, null))
                .orElseThrow();
    }

    /** So many events of one subject, positioned. */
    UUID happen(int count) {
        UUID subject = UUID.randomUUID();
        for (int n = 1; n <= count; n++) {
            record(subject, n, "attempt.started");
        }
        position();
        return subject;
    }

    void record(UUID subject, int number, String type) {
        database.query(
                "select record_event(?, 'generation', ?, ?, ?, '{\"status\": \"in_queue\"}')",
                row -> row.getObject(1, UUID.class),
                tenant,
                subject,
                number,
                type);
    }

    void position() {
        int more = 1;
        while (more > 0) {
            more = database.query("select position_events(500)", row -> row.getInt(1))
                    .getFirst();
        }
    }

    /** As if so much time had passed: what is due in the meantime is due now. */
    void pass(String interval) {
        database.update("update delivery_due set due_at = due_at - ?::interval", interval);
        database.update("update webhook_endpoint set failing_since = failing_since - ?::interval", interval);
    }

    long count(String sql) {
        return database.query(sql, row -> row.getLong(1)).getFirst();
    }

    List<String> states() {
        return database.query("select state from delivery order by id", row -> row.getString(1));
    }
}
