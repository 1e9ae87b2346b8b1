package dev.reelay.api.callback;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.database.Database;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Callbacks as they come in from outside: only a provider's own are heard, and only their id is believed. */
@QuarkusTest
@WithTestResource(Servers.class)
class CallbackIT {
    @Inject
    Tables tables;

    @Inject
    Database database;

    private UUID id;
    private UUID attempt;

    @BeforeEach
    void claimOne() {
        tables.clear();
        keys(Sign.FAL_KEY);
        id = ACME.accepted();
        attempt = tables.claim(id);
    }

    private void keys(String key) {
        tables.update("""
                insert into callback_keys (provider, keys, fetched_at, tried_at) values ('fal', array[?], now(), now())
                on conflict (provider) do update set keys = excluded.keys, fetched_at = now(), asked_at = null""", key);
    }

    private void accepted() {
        database.query("select accept_attempt(?, '{\"id\": \"theirs\"}', null)", row -> row.getBoolean(1), attempt);
    }

    private String attempt(String column) {
        return tables.text("select (" + column + ")::text from attempt where id = ?", attempt);
    }

    private String events() {
        return tables.text(
                "select string_agg(type, ' ' order by number) from event where subject_id = ? and number > 2", id);
    }

    private static void assertHeard(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<Boolean>path("received")).isTrue();
    }

    private static void assertProblem(Response answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("urn:reelay:problem:" + type);
    }

    @Test
    void itWakesWhoeverRunsTheAttemptOnce() throws SQLException {
        accepted();
        try (Connection listener = database.open();
                Statement statement = listener.createStatement()) {
            statement.execute("listen reelay_callback");

            assertHeard(Sign.fal(attempt, "theirs"));
            assertHeard(Sign.fal(attempt, "theirs"));

            PGNotification[] told = listener.unwrap(PGConnection.class).getNotifications(5000);
            assertThat(told).extracting(PGNotification::getParameter).containsExactly(attempt.toString());
            assertThat(listener.unwrap(PGConnection.class).getNotifications(200))
                    .isEmpty();
            statement.execute("unlisten reelay_callback");
        }
        assertThat(attempt("state")).as("its state is not believed").isEqualTo("ACCEPTED");
        assertThat(attempt("outputs is null")).isEqualTo("true");
        assertThat(events()).isEqualTo("attempt.accepted");
    }

    @Test
    void itSettlesAnUnknownOutcome() throws SQLException {
        tables.update("update generation set on_unknown = 'hold'");
        tables.unknown(attempt);
        try (Connection listener = database.open();
                Statement statement = listener.createStatement()) {
            statement.execute("listen reelay_settled");

            assertHeard(Sign.fal(attempt, "theirs"));

            PGNotification[] told = listener.unwrap(PGConnection.class).getNotifications(5000);
            assertThat(told).extracting(PGNotification::getParameter).containsExactly(id.toString());
            statement.execute("unlisten reelay_settled");
        }
        assertThat(attempt("state || ' ' || (remote ->> 'id')")).isEqualTo("ACCEPTED theirs");
        assertThat(events()).isEqualTo("attempt.unknown attempt.accepted");
        assertThat(tables.text(
                        "select data ->> 'found_by' from event where type = 'attempt.accepted' and subject_id = ?", id))
                .isEqualTo("callback");
    }

    @Test
    void whatWaveSpeedSignsIsHeard() {
        tables.update("update attempt set provider = 'wavespeed'");
        accepted();

        assertHeard(Sign.waveSpeed(attempt, "theirs"));

        assertThat(attempt("called_back_at is not null")).isEqualTo("true");
    }

    @Test
    void anotherRequestsIdIsRefused() {
        accepted();
        assertProblem(Sign.fal(attempt, "another"), 409, "not-settleable");

        UUID second = tables.claim(ACME.accepted());
        tables.unknown(second);
        assertProblem(Sign.fal(second, "theirs"), 409, "not-settleable");
        assertThat(tables.text("select state from attempt where id = ?", second))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertProblem(Sign.fal(UUID.randomUUID(), "theirs"), 404, "unknown-attempt");
        assertProblem(Sign.waveSpeed(attempt, "theirs"), 404, "unknown-attempt");
        String body = "{\"request_id\": \"theirs\"}";
        assertProblem(Sign.fal("theirs", body).body(body).post("/callbacks/fal/first"), 404, "unknown-attempt");
        assertProblem(Sign.fal("theirs", body).body(body).post("/callbacks/runcomfy/" + attempt), 404, "not-found");
        assertProblem(Sign.fal("theirs", body).body(body).post("/callbacks/nobody/" + attempt), 404, "not-found");
    }

    @Test
    void whatIsNotTheProvidersIsRefusedAndChangesNothing() {
        accepted();
        String body = "{\"request_id\": \"theirs\"}";
        RequestSpecification signed = Sign.fal("theirs", body);

        assertProblem(signed.body(body + " ").post("/callbacks/fal/" + attempt), 401, "bad-signature");
        assertProblem(Sign.call().body(body).post("/callbacks/fal/" + attempt), 401, "bad-signature");

        assertThat(attempt("called_back_at is null")).isEqualTo("true");
    }

    @Test
    void aNewKeyIsAskedForAndThenServes() {
        keys("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertProblem(Sign.fal(attempt, "theirs"), 401, "bad-signature"));
        assertThat(tables.text("select (asked_at is not null)::text from callback_keys"))
                .isEqualTo("true");

        keys(Sign.FAL_KEY);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertHeard(Sign.fal(attempt, "theirs")));
    }

    @Test
    void whatCannotBeReadIsRefused() {
        for (String body : new String[] {"{", "[]", "{}", "{\"request_id\": \"..\"}", "{\"request_id\": \"a b\"}"}) {
            Response answer = Sign.fal("theirs", body).body(body).post("/callbacks/fal/" + attempt);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
        }
        String tooLong = "x".repeat(2 * 1024 * 1024 + 1);
        assertProblem(
                Sign.fal("theirs", tooLong).body(tooLong).post("/callbacks/fal/" + attempt), 413, "body-too-large");
    }
}
