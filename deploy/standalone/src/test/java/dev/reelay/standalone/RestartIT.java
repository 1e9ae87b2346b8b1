package dev.reelay.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import dev.reelay.embedded.SurvivingServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
    private static final Pattern WHOLE = Pattern.compile("the video is whole");

    private static final int FAL_SLOTS = 10;
    private static final int REQUESTS = 2 * FAL_SLOTS;

    @TempDir
    Path data;

    @Test
    @EnabledIfSystemProperty(
            named = "reelay.measure",
            matches = "true",
            disabledReason = "long; run with -Dreelay.measure=true")
    void aKillLeavesNothingThatHindersTheNextStart() throws Exception {
        try (Running doomed = Running.up(data)) {
            doomed.awaitLine(WHOLE);
            doomed.kill();
            assertThat(SurvivingServer.on(data.resolve("postgresql"))).isPresent();

            try (Running next = Running.up(data, "--once")) {
                assertThat(next.awaitEnd()).as(next.output()).isZero();
                assertThat(next.output()).containsPattern(WHOLE);
            }
            assertThat(SurvivingServer.on(data.resolve("postgresql"))).isEmpty();
        }
    }

    @Test
    void whatWasUnderWayAtAKillGoesOn() throws Exception {
        Map<String, String> slow = Map.of("SIMULATOR_GENERATION_TIME", "4s");
        try (Caller caller = new Caller(data)) {
            List<String> sent;
            try (Running doomed = Running.up(data, slow)) {
                doomed.awaitLine(WHOLE);
                URI api = doomed.api();
                sent = caller.send(api, REQUESTS);
                await().until(() -> caller.inState(api, sent, "in_progress") == FAL_SLOTS);
                doomed.kill();
            }
            try (Running next = Running.up(data, slow)) {
                next.awaitLine(WHOLE);
                URI api = next.api();
                await().atMost(ONE_MINUTE).until(() -> caller.inState(api, sent, "completed") == REQUESTS);

                int samples = 2;
                assertThat(caller.bill().at("/totals/submits/accepted").asInt()).isEqualTo(samples + REQUESTS);
                assertThat(caller.bill().at("/totals/work/succeeded").asInt()).isEqualTo(samples + REQUESTS);
            }
        }
    }

    @Test
    void onceEndsWithStatusOneWhenTheSampleFails() throws Exception {
        try (Running failing =
                Running.up(data, Map.of("SIMULATOR_FAULTS", "generation-fails:1"), "--once", "--reset", "--quiet")) {
            assertThat(failing.awaitEnd()).as(failing.output()).isEqualTo(1);
            assertThat(failing.output()).contains("reelay: the sample failed: ");
        }
    }
}
