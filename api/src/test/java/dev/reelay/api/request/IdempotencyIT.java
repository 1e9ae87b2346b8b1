package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static dev.reelay.api.testing.Client.INPUT;
import static dev.reelay.api.testing.Client.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class IdempotencyIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static Response submit(String key, String envelope) {
        return ACME.call()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(envelope)
                .post("/v1/requests");
    }

    private static String envelope(String more) {
        return "{\"model\": \"" + MODEL + "\", \"input\": " + INPUT + more + "}";
    }

    @Test
    void theSameKeyAndBodyAreTheSameRequest() {
        Response first = submit("k1", envelope(""));
        Response again = submit("k1", envelope(""));

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(Client.id(again)).isEqualTo(Client.id(first));
        assertThat(first.header("Idempotent-Replay")).isNull();
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(tables.count("select count(*) from generation")).isOne();
    }

    @Test
    void orderBlanksFormAndEqualNumbersDoNotMatter() {
        Response first = submit("k1", """
                {"model": "%s", "priority": 0,
                 "input": {"prompt": "a", "duration": 5, "image_url": "https://cdn.example.com/a.png"}}""".formatted(MODEL));
        Response again = ACME.call()
                .header("Idempotency-Key", "k1")
                .contentType("application/json")
                .body("{\"image_url\":\"https://cdn.example.com/a.png\",\"duration\":5,\"prompt\":\"a\"}")
                .post("/v1/models/" + MODEL);

        assertThat(Client.id(again)).isEqualTo(Client.id(first));
    }

    @Test
    void aKeyForAnotherBodyIsRefused() {
        submit("k1", envelope(""));

        Response other = submit("k1", envelope(", \"priority\": 1"));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.<String>path("type")).isEqualTo("urn:reelay:problem:idempotency-key-reused");
        assertThat(tables.count("select count(*) from generation")).isOne();
    }

    @Test
    void aReplayIsAnsweredEvenWhenItsDeadlineHasPassed() {
        Response first = submit("k1", envelope(", \"finish_by\": \"2099-01-01T00:00:00Z\""));
        tables.update("update generation set state = 'FAILED', ended_at = now()");

        Response again = submit("k1", envelope(", \"finish_by\": \"2099-01-01T00:00:00Z\""));

        assertThat(Client.id(again)).isEqualTo(Client.id(first));
    }

    @Test
    void fiftyAtOnceMakeOneRequest() throws ExecutionException, InterruptedException {
        List<Future<Response>> calls = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                calls.add(callers.submit(() -> submit("k1", envelope(""))));
            }
        }

        List<Response> answers = new ArrayList<>();
        for (Future<Response> call : calls) {
            answers.add(call.get());
        }
        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        assertThat(answers.stream().map(Client::id).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.header("Idempotent-Replay") == null))
                .hasSize(1);
        assertThat(tables.count("select count(*) from generation")).isOne();
        assertThat(tables.count("select count(*) from event")).isOne();
    }

    @Test
    void aKeyOfTheWrongFormIsRefused() {
        for (String key : List.of("two words", "k".repeat(256), "ümlaut")) {
            Response answer = submit(key, envelope(""));

            assertThat(answer.statusCode()).as(key).isEqualTo(400);
            assertThat(answer.<List<String>>path("errors.parameter")).containsExactly("Idempotency-Key");
        }
        assertThat(tables.traces()).isZero();
    }
}
