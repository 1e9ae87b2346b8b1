package dev.reelay.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.embedded.SurvivingServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
    private static final Pattern WHOLE = Pattern.compile("the video is whole");

    @TempDir
    Path data;

    @Test
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
    void onceEndsWithStatusOneWhenTheSampleFails() throws Exception {
        try (Running failing =
                Running.up(data, Map.of("SIMULATOR_FAULTS", "generation-fails:1"), "--once", "--reset", "--quiet")) {
            assertThat(failing.awaitEnd()).as(failing.output()).isEqualTo(1);
            assertThat(failing.output()).contains("reelay: the sample failed: ");
        }
    }
}
