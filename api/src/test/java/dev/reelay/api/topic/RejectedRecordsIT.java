package dev.reelay.api.topic;

import static dev.reelay.api.testing.Client.ACME;
import static dev.reelay.api.testing.Client.INPUT;
import static dev.reelay.api.testing.Client.MODEL;
import static dev.reelay.api.topic.TopicClient.bytes;
import static dev.reelay.api.topic.TopicClient.good;
import static dev.reelay.api.topic.TopicClient.with;
import static dev.reelay.api.topic.TopicClient.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.ApiKey;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(Servers.class)
class RejectedRecordsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENVELOPE = "{\"model\": \"" + MODEL + "\", \"input\": " + INPUT + "}";

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    private TopicClient topic;

    @BeforeEach
    void clear() {
        tables.clear();
        topic = new TopicClient();
    }

    @AfterEach
    void close() {
        topic.close();
    }

    /** What is wrong, the headers, the value, and the problem with what it names. */
    static Stream<Arguments> badRecords() {
        String key = Servers.KEY;
        return Stream.of(
                Arguments.of(
                        "a NUL in a name",
                        TopicClient.headers(key, "x"),
                        "{\"x\\u0000y\": 1}",
                        "invalid-request",
                        "unknown"),
                Arguments.of(
                        "a NUL in an id",
                        TopicClient.headers(key, "x\u0000y"),
                        "[1]",
                        "invalid-request",
                        "must be an object"),
                Arguments.of("an empty id", TopicClient.headers(key, ""), ENVELOPE, "not-a-cloudevent", "id"),
                Arguments.of("an old version", with(key, "ce_specversion", "0.3"), ENVELOPE, "not-a-cloudevent", "1.0"),
                Arguments.of("no value", TopicClient.headers(key, "x"), null, "not-a-cloudevent", "no value"),
                Arguments.of(
                        "no attributes",
                        List.of("authorization", "Bearer " + key),
                        ENVELOPE,
                        "not-a-cloudevent",
                        "ce_specversion"),
                Arguments.of("no id", without(key, "ce_id"), ENVELOPE, "not-a-cloudevent", "id"),
                Arguments.of("no source", without(key, "ce_source"), ENVELOPE, "not-a-cloudevent", "source"),
                Arguments.of("no type", without(key, "ce_type"), ENVELOPE, "not-a-cloudevent", "type"),
                Arguments.of(
                        "another type",
                        with(key, "ce_type", "com.example.order"),
                        ENVELOPE,
                        "not-a-cloudevent",
                        "dev.reelay.request.v1"),
                Arguments.of(
                        "another version", with(key, "ce_specversion", "9.9"), ENVELOPE, "not-a-cloudevent", "9.9"),
                Arguments.of(
                        "a batch",
                        with(key, "content-type", "application/cloudevents-batch+json"),
                        "[]",
                        "not-a-cloudevent",
                        "content-type"),
                Arguments.of(
                        "another format",
                        with(key, "content-type", "text/xml"),
                        "<a/>",
                        "not-a-cloudevent",
                        "datacontenttype"),
                Arguments.of("no JSON", TopicClient.headers(key, "x"), "{\"model\": ", "broken-json", "line 1"),
                Arguments.of("bytes", TopicClient.headers(key, "x"), "\u0000\u0001\u0002", "broken-json", "line 1"),
                Arguments.of("no object", TopicClient.headers(key, "x"), "[1]", "invalid-request", "must be an object"),
                Arguments.of(
                        "an unknown model",
                        TopicClient.headers(key, "x"),
                        ENVELOPE.replace("ray-2", "ray-9"),
                        "invalid-request",
                        "/model"),
                Arguments.of(
                        "a wrong field",
                        TopicClient.headers(key, "x"),
                        ENVELOPE.replace("\"prompt\"", "\"prompd\""),
                        "invalid-request",
                        "/input/prompd"),
                Arguments.of(
                        "a name twice",
                        with(key, "content-type", "application/cloudevents+json"),
                        "{\"id\": 1, \"id\": 2}",
                        "broken-json",
                        "id"),
                Arguments.of(
                        "structured without data",
                        with(key, "content-type", "application/cloudevents+json"),
                        "{\"specversion\": \"1.0\", \"id\": \"s\", \"source\": \"/tests\", \"type\": \"dev.reelay.request.v1\"}",
                        "not-a-cloudevent",
                        "data"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRecords")
    void whatCannotBeAcceptedIsAnsweredAndStopsNothing(
            String what, List<String> headers, @Nullable String value, String problem, String names) throws Exception {
        topic.send(headers, value == null ? null : bytes(value));
        topic.send(good("behind " + what), bytes(ENVELOPE));

        ConsumerRecord<byte[], byte[]> letter = topic.deadLetter();
        assertThat(TopicClient.problem(letter).path("type").asText()).isEqualTo("urn:reelay:problem:" + problem);
        assertThat(TopicClient.told(letter, "reelay_problem")).contains(names);
        assertThat(TopicClient.told(letter, "reelay_topic")).isEqualTo("reelay.requests");
        assertThat(TopicClient.told(letter, "authorization")).as("the key").isEmpty();
        assertThat(letter.value()).isEqualTo(value == null ? new byte[0] : bytes(value));
        awaitGenerations(1);

        await().untilAsserted(
                        () -> assertThat(tables.count("select count(*) from event where type = 'request.rejected'"))
                                .isOne());
        JsonNode told = JSON.readTree(tables.text("select data from event where type = 'request.rejected'"));
        // A dead letter may hold a NUL, the database may not.
        assertThat(told.path("problem"))
                .isEqualTo(
                        JSON.readTree(TopicClient.told(letter, "reelay_problem").replace("\\u0000", "\ufffd")));
        assertThat(told.path("offset").asText()).isEqualTo(TopicClient.told(letter, "reelay_offset"));
    }

    @Test
    void whatHasNoRoomAmongTheDeadLettersIsNamedThere() throws Exception {
        topic.send(with(Servers.KEY, "x-large", "x".repeat(1_048_200)), bytes("[1]"));
        topic.send(good("behind it"), bytes(ENVELOPE));

        ConsumerRecord<byte[], byte[]> letter = topic.deadLetter();
        assertThat(TopicClient.told(letter, "reelay_left_out")).isEqualTo("true");
        assertThat(TopicClient.problem(letter).path("type").asText()).endsWith("invalid-request");
        awaitGenerations(1);
    }

    @Test
    void theProblemIsTheOneThatHttpAnswersWith() throws Exception {
        String body = ENVELOPE.replace("\"prompt\"", "\"prompd\"");

        topic.send(good("a"), bytes(body));

        assertThat(TopicClient.problem(topic.deadLetter()))
                .isEqualTo(JSON.readTree(ACME.submit(body).asString()));
    }

    @Test
    void theSameIdWithAnotherBodyIsRejected() throws Exception {
        topic.send(good("a"), bytes(ENVELOPE));
        awaitGenerations(1);
        topic.send(good("a"), bytes(ENVELOPE.replace("The keeper", "The sailor")));

        ConsumerRecord<byte[], byte[]> letter = topic.deadLetter();
        assertThat(TopicClient.problem(letter).path("type").asText()).endsWith("idempotency-key-reused");
        await().untilAsserted(
                        () -> assertThat(tables.count("select count(*) from event where type = 'request.rejected'"))
                                .isOne());
        tables.position();
        JsonNode event = JSON.readTree(
                        ACME.call().get("/v1/events?types=request.rejected").asString())
                .path("events")
                .path(0);
        assertThat(event.path("subject").asText()).startsWith("record/");
        assertThat(event.path("data").path("event_source").asText()).isEqualTo("/tests");
        assertThat(event.path("data").path("event_id").asText()).isEqualTo("a");
        assertThat(event.path("data").has("url")).isFalse();
    }

    @Test
    void whatIsNobodysIsADeadLetterAlone() throws Exception {
        topic.send(TopicClient.headers("rl_" + "x".repeat(43), "a"), bytes(ENVELOPE));
        assertThat(TopicClient.problem(topic.deadLetter()).path("type").asText())
                .endsWith("unauthorized");

        topic.send(good("a").subList(2, 10), bytes(ENVELOPE));
        assertThat(TopicClient.told(topic.deadLetter(), "reelay_problem")).contains("authorization", "is missing");

        assertThat(tables.traces()).isZero();
    }

    @Test
    void aViewersKeyAsksForNothing() throws Exception {
        ApiKey key = tenants.issueKey(tenants.named("acme").orElseThrow(), "looks", Role.VIEWER);

        topic.send(TopicClient.headers(key.clear(), "a"), bytes(ENVELOPE));

        assertThat(TopicClient.problem(topic.deadLetter()).path("type").asText())
                .endsWith("forbidden");
    }

    @Test
    void whatIsOlderThanItsKeyIsKeptIsNotAccepted() throws Exception {
        topic.send("reelay.requests", good("a"), bytes(ENVELOPE), Instant.now().minus(Duration.ofDays(8)));
        topic.send("reelay.requests", good("b"), bytes(ENVELOPE), Instant.now().minus(Duration.ofDays(6)));

        assertThat(TopicClient.problem(topic.deadLetter()).path("type").asText())
                .endsWith("record-too-old");
        awaitGenerations(1);
    }

    private void awaitGenerations(int count) {
        await().untilAsserted(() ->
                assertThat(tables.count("select count(*) from generation")).isEqualTo(count));
    }
}
