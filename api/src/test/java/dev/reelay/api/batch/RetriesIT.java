package dev.reelay.api.batch;

import static dev.reelay.api.batch.BatchCaller.id;
import static dev.reelay.api.batch.BatchCaller.lines;
import static dev.reelay.api.batch.BatchCaller.send;
import static dev.reelay.api.testing.Client.ACME;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is tried again, and what only by who says so. */
@QuarkusTest
@WithTestResource(Servers.class)
class RetriesIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Tables tables;

    private UUID batch;

    @BeforeEach
    void aBatchOfWhichOneMayHaveBeenBought() {
        tables.clear();
        batch = id(send("concurrency=2", lines(1, 3)));
        List<UUID> first = released(2);
        settle(first.getFirst(), "FAILED", "fail", "provider_failed");
        settle(first.getLast(), "UNKNOWN", "unknown", "submit_outcome_unknown");
        settle(released(3).getLast(), "FAILED", "fail", "provider_failed");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(look("").<String>path("status")).isEqualTo("completed"));
    }

    private List<UUID> released(int count) {
        String rows = "from batch_line where batch_id = '" + batch + "' and generation_id is not null";
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(tables.text("select count(*) " + rows)).isEqualTo(String.valueOf(count)));
        return List.of(tables.text("select string_agg(generation_id::text, ' ' order by n) " + rows)
                        .split(" "))
                .stream()
                .map(UUID::fromString)
                .toList();
    }

    private void settle(UUID request, String state, String effect, String error) {
        tables.text(
                "select settle_attempt(?, array['SUBMITTING'], ?, ?, ?, ?, 'as the test says', null)",
                tables.claim(request),
                state,
                !state.equals("UNKNOWN"),
                effect,
                error);
    }

    private Response look(String below) {
        return ACME.call().redirects().follow(false).get("/v1/batches/" + batch + below);
    }

    private Response retry(String query) {
        return ACME.call().post("/v1/batches/" + batch + "/retry" + query);
    }

    private static String customIds(Tables tables, String retried) {
        return tables.text(
                "select string_agg(custom_id, ' ' order by n) from batch_line where batch_id = ?::uuid", retried);
    }

    @Test
    void whatMayHaveBeenBoughtIsNotAskedForAgainByTheWay() {
        String errors = given().urlEncodingEnabled(false)
                .get(look("/errors").header("Location"))
                .asString();
        assertThat(errors).contains("clip-1", "clip-3").doesNotContain("clip-2");

        assertThat(customIds(tables, retry("").path("batch_id"))).isEqualTo("clip-1 clip-3");
    }

    @Test
    void whoSaysSoTriesThatAgainToo() {
        Response risky = retry("?at_risk=true");
        Response plain = retry("");

        assertThat(customIds(tables, risky.path("batch_id"))).isEqualTo("clip-2");
        assertThat(customIds(tables, plain.path("batch_id"))).isEqualTo("clip-1 clip-3");
        assertThat(retry("?at_risk=true").header("Idempotent-Replay")).isEqualTo("true");
        assertThat(retry("?at_risk=maybe").<String>path("errors[0].parameter")).isEqualTo("at_risk");
    }

    @Test
    void aBatchTellsWhatItsLinesWaitFor() {
        UUID running = id(send("concurrency=1", lines(1, 3)));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ACME.call()
                                .get("/v1/batches/" + running)
                                .<List<String>>path("waits.collect { it.reason + ' ' + it.lines }"))
                        .containsExactly("concurrency 2", "not_yet_received 1"));
    }
}
