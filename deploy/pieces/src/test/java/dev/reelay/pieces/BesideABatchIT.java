package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large batch never stands in front of a single request: what Reelay adds to a render is held against what it adds without a
 * batch, amid one of 100,000 lines. A measurement, so only with {@code -Dreelay.measure=true}.
 */
class BesideABatchIT {
    private static final int LINES = 100_000;
    private static final int SINGLES = 40;

    private int next = 1_000_000;

    @Test
    @EnabledIfSystemProperty(named = "reelay.measure", matches = "true")
    void aSingleRequestIsServedAtOnce(@TempDir Path folder) throws Exception {
        SimulatorSettings settings = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "700ms..1300ms")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, settings, 100)) {
            URI api = pieces.api().uri();
            Requests requests = new Requests(api);
            pieces.worker("worker-1");
            singles(pieces, requests);
            Duration alone = singles(pieces, requests);

            Manifests manifests = new Manifests(api);
            long begun = System.nanoTime();
            String batch = manifests
                    .submit("concurrency=20", "large", Manifests.lines("large", LINES))
                    .path("batch_id")
                    .asText();
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> manifests.get(batch).at("/counts/completed").asInt() > 20);
            Duration beside = singles(pieces, requests);

            System.out.printf(
                    "took %d lines in %d ms; added to a render of a single request: %d ms alone, %d ms beside the batch%n",
                    LINES, taken.toMillis(), alone.toMillis(), beside.toMillis());
            assertThat(manifests.get(batch).at("/counts/waiting").asInt()).isPositive();
            assertThat(beside).isLessThan(alone.multipliedBy(3).dividedBy(2));
            assertThat(taken).isLessThan(Duration.ofMinutes(1));
        }
    }

    /** What is added to the render of one, in the middle of some that come one after the other. */
    private Duration singles(Pieces pieces, Requests requests) throws Exception {
        List<Duration> added = new ArrayList<>();
        for (int n = 0; n < SINGLES; n++) {
            int number = next++;
            URI request = requests.submit("luma/ray-2/image-to-video", number);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> requests.states(List.of(request)).equals(Set.of("completed")));
            JsonNode told = requests.get(request.toString());
            added.add(Duration.between(
                            Instant.parse(told.path("created_at").asText()),
                            Instant.parse(told.path("ended_at").asText()))
                    .minus(rendered(pieces, "clip " + number)));
        }
        return added.stream().sorted().skip(SINGLES / 2).findFirst().orElseThrow();
    }

    /** How long the provider was at it, by its own books. */
    private static Duration rendered(Pieces pieces, String prompt) {
        BillLine line = pieces.simulator()
                .bill(entry -> String.valueOf(entry.received().body()).contains(prompt))
                .lines()
                .getFirst();
        return Duration.between(
                line.received().at(), Objects.requireNonNull(line.course().ended()));
    }
}
