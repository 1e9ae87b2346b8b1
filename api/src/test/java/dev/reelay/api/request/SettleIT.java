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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A person's word for an unknown outcome: taken once, told in events, and refused where there is nothing to settle. */
@QuarkusTest
@WithTestResource(Servers.class)
class SettleIT {
    private static final String ACCEPTED = """
            {"outcome": "accepted", "provider_request_id": "their-id"}""";
    private static final String RESUBMIT = "{\"outcome\": \"resubmit\"}";
    private static final String FAIL = "{\"outcome\": \"fail\"}";

    @Inject
    Tables tables;

    @Inject
    Database database;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static Response settle(UUID id, String body) {
        return settle(id, "1", body);
    }

    private static Response settle(UUID id, String number, String body) {
        return ACME.call()
                .contentType("application/json")
                .body(body)
                .post("/v1/requests/" + id + "/attempts/" + number + "/settle");
    }

    private UUID held() {
        UUID id = ACME.accepted();
        tables.hold(id);
        return id;
    }

    private String events(UUID id) {
        return tables.text(
                "select string_agg(type, ' ' order by number) from event where subject_id = ? and number > 3", id);
    }

    private String attempt(UUID id, String column) {
        return tables.text("select (" + column + ")::text from attempt where generation_id = ?", id);
    }

    private static void assertRefused(Response answer, String type, @Nullable String pointer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(409);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("urn:reelay:problem:" + type);
        assertThat(answer.<String>path("errors[0].pointer")).isEqualTo(pointer);
    }

    @Test
    void whatTheProviderHasIsAskedForAtOnce() throws SQLException {
        UUID id = held();
        try (Connection listener = database.open();
                Statement statement = listener.createStatement()) {
            statement.execute("listen reelay_settled");

            Response answer = settle(id, ACCEPTED);

            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            assertThat(answer.<String>path("status")).isEqualTo("in_progress");
            assertThat(answer.<String>path("detail")).contains("asked for it");
            PGNotification[] told = listener.unwrap(PGConnection.class).getNotifications(5000);
            assertThat(told).extracting(PGNotification::getParameter).containsExactly(id.toString());
            statement.execute("unlisten reelay_settled");
        }
        assertThat(attempt(id, "state")).isEqualTo("ACCEPTED");
        assertThat(attempt(id, "remote ->> 'id'")).isEqualTo("their-id");
        assertThat(events(id)).isEqualTo("attempt.settled attempt.accepted");
    }

    @Test
    void onceMorePutsItBackInLine() {
        UUID id = held();

        Response answer = settle(id, RESUBMIT);

        assertThat(answer.<String>path("status")).isEqualTo("in_queue");
        assertThat(tables.text("select waiting from generation where id = ?", id))
                .isEqualTo("t");
        assertThat(attempt(id, "state")).as("it may be rendering").isEqualTo("UNKNOWN");
        assertThat(attempt(id, "verdict_at is null")).as("and keeps its slot").isEqualTo("true");
        assertThat(events(id)).isEqualTo("attempt.settled generation.requeued");
    }

    @Test
    void givenUpIsFailed() {
        UUID id = held();

        Response answer = settle(id, FAIL);

        assertThat(answer.<String>path("status")).isEqualTo("failed");
        assertThat(ACME.get(id, "/result").<String>path("error.class")).isEqualTo("submit_outcome_unknown");
        assertThat(events(id)).isEqualTo("attempt.settled generation.failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"outcome\": \"accepted\", \"provider_request_id\": \"x\"}",
                "{\"outcome\": \"resubmit\"}",
                "{\"outcome\": \"fail\"}"
            })
    void sayingItAgainChangesNothing(String body) {
        UUID id = held();
        Response first = settle(id, body);
        String after = events(id);

        Response second = settle(id, body);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.<String>path("status")).isEqualTo(first.<String>path("status"));
        assertThat(events(id)).isEqualTo(after);
    }

    @Test
    void whatHasFailedCanStillBeToldAcceptedAndStaysFailed() {
        UUID id = ACME.accepted();
        UUID attempt = tables.claim(id);
        tables.unknown(attempt);
        tables.update("update attempt set verdict_at = now(), done_at = now() where id = ?", attempt);

        Response answer = settle(id, ACCEPTED);

        assertThat(answer.<String>path("status")).isEqualTo("failed");
        assertThat(answer.<String>path("detail")).contains("stays ended");
        assertThat(attempt(id, "done_at is null and verdict_at is null"))
                .as("it is open again")
                .isEqualTo("true");
        assertThat(events(id)).isEqualTo("generation.failed attempt.settled attempt.accepted");
    }

    @Test
    void whatWaitsForASecondSubmitWaitsNoLongerWhenTheProviderHasTheFirst() {
        UUID id = held();
        settle(id, RESUBMIT);

        assertThat(settle(id, ACCEPTED).<String>path("status")).isEqualTo("in_progress");

        assertThat(tables.text("select waiting from generation where id = ?", id))
                .isEqualTo("f");
    }

    @Test
    void whatIsNotHeldOrNotUnknownIsRefused() {
        UUID onTheWire = ACME.accepted();
        tables.claim(onTheWire);
        UUID failed = ACME.accepted();
        tables.unknown(tables.claim(failed));

        assertRefused(settle(onTheWire, FAIL), "not-settleable", null);
        assertRefused(settle(failed, RESUBMIT), "not-settleable", "/outcome");
        assertThat(events(failed)).isEqualTo("generation.failed");
    }

    @Test
    void anotherAttemptsIdIsRefused() {
        settle(held(), ACCEPTED);
        UUID id = held();

        assertRefused(settle(id, ACCEPTED), "not-settleable", "/provider_request_id");

        assertThat(attempt(id, "settled_as is null")).isEqualTo("true");
    }

    @Test
    void aProviderThatAnswersWithTheResultHasNothingToAskFor() {
        UUID id = held();
        tables.update("update attempt set provider = 'segmind-v1'");

        assertRefused(settle(id, ACCEPTED), "not-settleable", "/outcome");
        assertThat(settle(id, FAIL).statusCode()).isEqualTo(200);
    }

    @Test
    void aPassedDeadlineOrACancelEndsWhatWouldBeSubmittedOnceMore() {
        UUID late = held();
        tables.update("update generation set finish_by = now() - interval '1 s' where id = ?", late);
        UUID cancelled = held();
        tables.update("update generation set cancel_requested_at = now() where id = ?", cancelled);

        assertThat(settle(late, RESUBMIT).<String>path("status")).isEqualTo("failed");
        assertThat(settle(cancelled, RESUBMIT).<String>path("status")).isEqualTo("cancelled");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        UUID id = held();
        assertThat(settle(UUID.randomUUID(), FAIL).<String>path("type")).endsWith("unknown-request");
        for (String number : new String[] {"2", "0", "first"}) {
            assertThat(settle(id, number, FAIL).<String>path("type")).endsWith("unknown-attempt");
        }
        tables.update("insert into tenant (name) values ('other') on conflict do nothing");
        tables.update("update generation set tenant_id = (select id from tenant where name = 'other')");
        assertThat(settle(id, FAIL).<String>path("type")).endsWith("unknown-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                          | ''",
                "{}                                                          | /outcome",
                "{\"outcome\": \"unknown\"}                                  | /outcome",
                "{\"outcome\": 5}                                            | /outcome",
                "{\"outcome\": \"accepted\"}                                 | /provider_request_id",
                "{\"outcome\": \"accepted\", \"provider_request_id\": \"..\"}  | /provider_request_id",
                "{\"outcome\": \"accepted\", \"provider_request_id\": \"a b\"} | /provider_request_id",
                "{\"outcome\": \"fail\", \"provider_request_id\": \"x\"}     | /provider_request_id",
                "{\"outcome\": \"fail\", \"reason\": \"x\"}                  | /reason"
            })
    void whatIsSaidWrongIsToldByItsPlace(String body, String pointer) {
        Response answer = settle(held(), body);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.<String>path("errors[0].pointer")).isEqualTo(pointer);
    }
}
