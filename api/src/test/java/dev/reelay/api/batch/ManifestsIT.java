package dev.reelay.api.batch;

import static dev.reelay.api.batch.BatchCaller.id;
import static dev.reelay.api.batch.BatchCaller.line;
import static dev.reelay.api.batch.BatchCaller.lines;
import static dev.reelay.api.batch.BatchCaller.send;
import static dev.reelay.api.testing.Client.ACME;
import static dev.reelay.api.testing.Client.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Manifests as people's files are, and what is asked for beside them. */
@QuarkusTest
@WithTestResource(Servers.class)
class ManifestsIT {
    private static final String FIVE = lines(1, 5);

    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("as it is", "application/jsonl", FIVE.getBytes(StandardCharsets.UTF_8)),
                Arguments.of("another name", "application/x-ndjson", FIVE.getBytes(StandardCharsets.UTF_8)),
                Arguments.of("an end", "application/jsonl", (FIVE + "\n").getBytes(StandardCharsets.UTF_8)),
                Arguments.of("a mark", "application/jsonl", ("\uFEFF" + FIVE).getBytes(StandardCharsets.UTF_8)),
                Arguments.of(
                        "Windows",
                        "application/jsonl",
                        FIVE.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
                Arguments.of(
                        "blank lines",
                        "application/jsonl",
                        ("\n \n" + FIVE.replace("\n", "\n\t\n\n") + "\n\r\n").getBytes(StandardCharsets.UTF_8)),
                Arguments.of("UTF-16", "application/jsonl", ("\uFEFF" + FIVE).getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("UTF-16, big", "application/jsonl", ("\uFEFF" + FIVE).getBytes(StandardCharsets.UTF_16BE)),
                Arguments.of(
                        "Latin 1",
                        "application/jsonl; charset=windows-1252",
                        FIVE.replace("clip 3", "clip für den Café").getBytes(Charset.forName("windows-1252"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aFileIsReadAsItIs(String name, String type, byte[] manifest) {
        Response taken = send(type, "", manifest, null);

        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
        assertThat(taken.<Integer>path("counts.valid")).isEqualTo(5);
        assertThat(tables.text("select string_agg(custom_id, ' ' order by n) from batch_line"))
                .isEqualTo("clip-1 clip-2 clip-3 clip-4 clip-5");
    }

    @Test
    void lettersOfOtherEncodingsArrive() {
        send(
                "application/jsonl; charset=windows-1252",
                "",
                line(1).replace("clip 1", "für den Café").getBytes(Charset.forName("windows-1252")),
                null);

        assertThat(tables.text("select asked -> 'input' ->> 'prompt' from batch_line"))
                .isEqualTo("für den Café");
    }

    @Test
    void bytesThatAreNotUtf8AreNamedByTheirLine() {
        Response refused = send(
                "application/jsonl",
                "",
                (line(1) + "\n" + line(2).replace("clip 2", "Café")).getBytes(StandardCharsets.ISO_8859_1),
                null);

        assertThat(refused.<Integer>path("errors[0].line")).isEqualTo(2);
        assertThat(refused.<String>path("errors[0].message")).contains("UTF-8");
    }

    @Test
    void aDryRunAndTheRunBehindItMayComeUnderOneKey() {
        assertThat(send("application/jsonl", "dry_run=true", FIVE.getBytes(StandardCharsets.UTF_8), "night")
                        .<String>path("status"))
                .isEqualTo("checked");

        Response run = send("application/jsonl", "", FIVE.getBytes(StandardCharsets.UTF_8), "night");

        assertThat(run.statusCode()).as(run.asString()).isEqualTo(202);
        assertThat(run.header("Idempotent-Replay")).isNull();
    }

    @Test
    void anotherTypeIsToldWhatAManifestIs() {
        Response refused = ACME.call()
                .header("Content-Type", "application/xml")
                .body("<a/>")
                .post("/v1/batches");

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.<String>path("detail")).contains("application/jsonl or text/csv");
    }

    @Test
    void aDryRunTellsCountsAndPricesAndLeavesNothing() {
        Response checked = send("dry_run=true", FIVE + "\n" + line(6).replace("clip-6", "clip-1"));

        assertThat(checked.statusCode()).isEqualTo(422);
        Response fine = send("dry_run=true", FIVE);
        assertThat(fine.statusCode()).isEqualTo(200);
        assertThat(fine.<String>path("status")).isEqualTo("checked");
        assertThat(fine.<Integer>path("estimate[0].lines")).isEqualTo(5);
        assertThat(fine.<Object>path("estimate[0].amount").toString()).isEqualTo("2.5");
        assertThat(tables.traces()).isZero();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> tables.count("select count(*) from batch_line where faults is null") == 0);
    }

    @Test
    void theSameUnderTheSameKeyIsTheSameBatch() {
        byte[] manifest = FIVE.getBytes(StandardCharsets.UTF_8);
        UUID first = id(send("application/jsonl", "name=a", manifest, "k1"));

        Response again = send("application/jsonl", "name=a", manifest, "k1");

        assertThat(id(again)).isEqualTo(first);
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(tables.count("select count(*) from batch_line")).isEqualTo(5);
        for (Response other : List.of(
                send("application/jsonl", "name=b", manifest, "k1"),
                send("application/jsonl", "name=a", lines(1, 6).getBytes(StandardCharsets.UTF_8), "k1"),
                send("application/jsonl", "name=a", lines(1, 4).getBytes(StandardCharsets.UTF_8), "k1"),
                send("application/jsonl", "name=a", lines(2, 6).getBytes(StandardCharsets.UTF_8), "k1"),
                send(
                        "application/jsonl",
                        "name=a",
                        (lines(1, 4) + "\n\n" + line(6)).getBytes(StandardCharsets.UTF_8),
                        "k1"))) {
            assertThat(other.statusCode()).isEqualTo(422);
            assertThat(other.<String>path("type")).endsWith("idempotency-key-reused");
        }
    }

    @Test
    void anotherManifestGoesNotOnWithOneThatBrokeOff() {
        UUID batch = id(send("application/jsonl", "", FIVE.getBytes(StandardCharsets.UTF_8), "k2"));
        tables.update("update batch set state = 'RECEIVING', started_at = null where id = ?", batch);
        String blankThere = lines(1, 4) + "\n\n" + line(6);

        assertThat(send("application/jsonl", "", blankThere.getBytes(StandardCharsets.UTF_8), "k2")
                        .<String>path("type"))
                .endsWith("idempotency-key-reused");
        assertThat(tables.count("select max(n) from batch_line")).isEqualTo(5);
        assertThat(send("application/jsonl", "", lines(1, 7).getBytes(StandardCharsets.UTF_8), "k2")
                        .statusCode())
                .isEqualTo(202);
        assertThat(tables.count("select count(*) from batch_line")).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "defaults=[], defaults",
        "'defaults={\"prompt\":\"x\"}', defaults",
        "concurrency=0, concurrency",
        "concurrency=many, concurrency",
        "accept_valid=perhaps, accept_valid",
        "budget=-1, budget",
        "budget=1e400, budget",
        "webhook_url=ftp://x, webhook_url",
        "name=, name",
        "parallel=5, parallel"
    })
    void aWrongTermIsNamed(String query, String parameter) {
        Response refused = ACME.call()
                .header("Content-Type", "application/jsonl")
                .body(FIVE.getBytes(StandardCharsets.UTF_8))
                .post("/v1/batches?"
                        + query.replace("{", "%7B")
                                .replace("}", "%7D")
                                .replace("\"", "%22")
                                .replace("[", "%5B")
                                .replace("]", "%5D"));

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
        assertThat(refused.<String>path("errors[0].parameter")).isEqualTo(parameter);
        assertThat(tables.count("select count(*) from batch")).isZero();
    }

    @Test
    void theAddressOfAnObjectMustBeTheTenants() {
        Response refused = ACME.submitBatch("{\"manifest\": \"s3://others/x.jsonl\"}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/manifest");
        Response absent =
                ACME.submitBatch("{\"manifest\": \"s3://acme-media/stills/none.jsonl\", \"model\": \"" + MODEL + "\"}");
        assertThat(absent.<String>path("errors[0].pointer")).isEqualTo("/model");
    }
}
