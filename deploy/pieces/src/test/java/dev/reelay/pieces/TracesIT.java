package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.pieces.SpanReceiver.Span;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace tells of a request from its caller to its webhook, whatever process it went through meanwhile. */
class TracesIT {
    private static final String BY_HTTP = "0af7651916cd43dd8448eb211c80319c";
    private static final String BY_KAFKA = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "b7ad6b7169203331";
    private static final String PROMPT = "a secret prompt";
    private static final Set<String> STEPS = Set.of(
            "accept",
            "submit",
            "poll",
            "copy",
            "event generation.accepted",
            "event attempt.accepted",
            "event generation.completed",
            "webhook");

    @TempDir
    Path folder;

    @Test
    void allStepsOfARequestAreOfTheTraceThatItsCallerBegan() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "hold")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 5)) {
            SpanReceiver receiver = pieces.started(SpanReceiver.start());
            Subscriber subscriber = pieces.started(Subscriber.start(n -> 200));
            pieces.set("reelay.traces.endpoint", receiver.origin().toString());
            pieces.set("reelay.traces.headers", "authorization=Bearer of-the-collector");
            pieces.set("reelay.outside.allowed-origins", pieces.simulator().baseUri() + "," + subscriber.origin());
            pieces.set("reelay.secrets.key", "s".repeat(43));
            Requests requests = new Requests(pieces.api().uri());
            requests.post(
                    "/v1/webhooks",
                    "{\"url\": \"" + subscriber.origin() + "/hook\", \"types\": [\"generation.completed\"]}");
            Piece first = pieces.worker("worker-1");
            assertThat(requests.tryEnvelope(body(), Map.of("traceparent", traceparent(BY_HTTP)))
                            .statusCode())
                    .isEqualTo(202);
            publish(pieces);
            Ledger ledger = new Ledger(pieces);
            await(() ->
                    assertThat(ledger.count("attempt", "state = 'ACCEPTED'")).isEqualTo(2));

            // Another process goes on with what this one has begun.
            assertThat(first.terminate(Duration.ofSeconds(20))).isTrue();
            pieces.worker("worker-2");
            pieces.simulator().bill().lines().forEach(line -> pieces.simulator().finish(line.job()));

            await(() -> assertThat(names(receiver.of(BY_HTTP))).containsAll(STEPS));
            await(() -> assertThat(names(receiver.of(BY_KAFKA))).containsAll(STEPS));
            await(() -> assertThat(traces(subscriber)).containsExactlyInAnyOrder(BY_HTTP, BY_KAFKA));
            assertThat(traces(Events.all(pieces))).containsOnly(BY_HTTP, BY_KAFKA);
            for (String trace : List.of(BY_HTTP, BY_KAFKA)) {
                hangTogether(receiver.of(trace));
            }
            assertThat(receiver.authorizations()).containsOnly("Bearer of-the-collector");
            assertThat(receiver.all().toString())
                    .doesNotContain(PROMPT, "example.com", Pieces.API_KEY, "simulated-", "of-the-collector");
        }
    }

    private static void hangTogether(List<Span> spans) {
        Span accept = spans.stream()
                .filter(span -> span.name().equals("accept"))
                .findFirst()
                .orElseThrow();
        assertThat(accept.parent()).isEqualTo(CALLER);
        assertThat(spans)
                .filteredOn(span -> !span.id().equals(accept.id()))
                .allMatch(span -> span.parent().equals(accept.id()))
                .allMatch(span -> span.attributes()
                        .getOrDefault("reelay.request.id", "")
                        .equals(accept.attributes().get("reelay.request.id")));
        // All looks of a process are one span, however many they were.
        List<Span> polls =
                spans.stream().filter(span -> span.name().equals("poll")).toList();
        assertThat(polls)
                .extracting(span -> span.attributes().get("reelay.outcome"))
                .containsExactlyInAnyOrder("dropped", "rendered");
        assertThat(polls).anyMatch(span -> Integer.parseInt(span.attributes().getOrDefault("reelay.polls", "0")) > 0);
        assertThat(spans)
                .filteredOn(span -> span.name().equals("copy"))
                .extracting(span -> span.attributes().get("reelay.bytes"))
                .singleElement()
                .asString()
                .matches("[1-9]\\d{4,}");
    }

    private static void publish(Pieces pieces) throws Exception {
        ProducerRecord<String, String> record = RequestRecord.of("traced", body());
        record.headers().add("ce_traceparent", traceparent(BY_KAFKA).getBytes(StandardCharsets.US_ASCII));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", pieces.settings().getOrDefault("kafka.bootstrap.servers", "")),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(record).get();
        }
    }

    private static String body() {
        return """
                {"model": "luma/ray-2/image-to-video",
                 "input": {"prompt": "%s", "image_url": "https://example.com/first.jpg"}}""".formatted(PROMPT);
    }

    private static String traceparent(String trace) {
        return "00-" + trace + "-" + CALLER + "-01";
    }

    private static Set<String> names(List<Span> spans) {
        return spans.stream().map(Span::name).collect(Collectors.toSet());
    }

    private static List<String> traces(Subscriber subscriber) {
        return subscriber.posts().stream()
                .map(post -> post.headers().getOrDefault("traceparent", "").split("-", -1))
                .map(parts -> parts.length == 4 ? parts[1] : "none")
                .toList();
    }

    private static Set<String> traces(List<ConsumerRecord<String, String>> events) {
        return events.stream()
                .map(event -> event.headers().lastHeader("traceparent"))
                .map(TracesIT::trace)
                .collect(Collectors.toSet());
    }

    private static String trace(Header header) {
        return new String(header.value(), StandardCharsets.US_ASCII).split("-", -1)[1];
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(assertion);
    }
}
