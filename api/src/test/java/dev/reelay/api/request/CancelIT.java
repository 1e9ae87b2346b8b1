package dev.reelay.api.request;

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
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

@QuarkusTest
@WithTestResource(Servers.class)
class CancelIT {
    @Inject
    Tables tables;

    @Inject
    Database database;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static Response cancel(UUID id) {
        return ACME.call().post("/v1/requests/" + id + "/cancel");
    }

    private int events(UUID id, String type) {
        return tables.count("select count(*) from event where subject_id = ? and type = ?", id, type);
    }

    @Test
    void whatIsWithNoProviderIsCancelled() {
        UUID id = ACME.accepted();
        tables.receive(id);

        Response answer = cancel(id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("outcome")).isEqualTo("cancelled");
        assertThat(ACME.get(id, "/status").<String>path("status")).isEqualTo("cancelled");
        assertThat(tables.text("select waiting from generation where id = ?", id))
                .isEqualTo("f");
        assertThat(events(id, "generation.cancelled")).isOne();
    }

    @Test
    void cancellingTwiceIsHarmless() {
        UUID id = ACME.accepted();
        cancel(id);

        assertThat(cancel(id).statusCode()).isEqualTo(200);
        assertThat(events(id, "generation.cancelled")).isOne();
    }

    @Test
    void whatAProviderHasIsAskedFor() throws SQLException {
        UUID id = ACME.accepted();
        tables.claim(id);

        try (Connection listener = database.open();
                Statement statement = listener.createStatement()) {
            statement.execute("listen reelay_cancel");
            Response answer = cancel(id);

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.<String>path("outcome")).isEqualTo("cancellation_requested");
            PGNotification[] told = listener.unwrap(PGConnection.class).getNotifications(5000);
            assertThat(told).extracting(PGNotification::getParameter).containsExactly(id.toString());
            statement.execute("unlisten reelay_cancel");
        }
        assertThat(ACME.get(id, "/status").<Boolean>path("cancel_requested")).isTrue();
        assertThat(ACME.get(id, "/status").<String>path("status")).isEqualTo("in_progress");
        assertThat(cancel(id).statusCode()).isEqualTo(202);
        assertThat(events(id, "generation.cancel_requested")).isOne();
    }

    @Test
    void whatWaitsForAPersonIsLetGo() {
        UUID id = ACME.accepted();
        tables.hold(id);

        Response answer = cancel(id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("detail")).contains("may be rendered, and paid");
        assertThat(ACME.get(id, "/status").<String>path("status")).isEqualTo("cancelled");
        assertThat(events(id, "generation.cancelled")).isOne();
    }

    @Test
    void whatHasEndedOrIsBeingStoredIsTooLate() {
        UUID id = ACME.accepted();
        tables.claim(id);
        tables.update("update generation set state = 'STORING' where id = ?", id);
        assertThat(cancel(id).statusCode()).isEqualTo(409);

        tables.update("update generation set state = 'FAILED', ended_at = now() where id = ?", id);
        Response answer = cancel(id);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("urn:reelay:problem:not-cancellable");
        assertThat(events(id, "generation.cancel_requested")).isZero();
    }

    @Test
    void whatIsUnknownIsNotFound() {
        assertThat(cancel(UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(ACME.call().post("/v1/requests/no-id/cancel").statusCode()).isEqualTo(404);
    }
}
