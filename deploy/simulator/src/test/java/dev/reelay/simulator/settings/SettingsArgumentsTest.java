package dev.reelay.simulator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Settings from the outside, and the values they take. */
class SettingsArgumentsTest {
    @Test
    void argumentsWinOverTheEnvironmentAndNarrowScopesOverWideOnes() {
        SimulatorSettings settings = SettingsArguments.read(
                new String[] {
                    "--generation-time=3s", "--fal.generation-time=4s", "--fal:acme/film/v1.5.generation-time=5s"
                },
                Map.of(
                        "SIMULATOR_GENERATION_TIME",
                        "9s",
                        "SIMULATOR_RUNCOMFY_POLL_RATE_LIMIT",
                        "5/1s",
                        "PATH",
                        "/bin"));

        assertThat(generation(settings, "segmind", "any")).isEqualTo(Duration.ofSeconds(3));
        assertThat(generation(settings, "fal", "any")).isEqualTo(Duration.ofSeconds(4));
        assertThat(generation(settings, "fal", "acme/film/v1.5")).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.behaviour("runcomfy", "").limits().polls()).isEqualTo(new Rate(5, Duration.ofSeconds(1)));
        assertThat(settings.behaviour("runcomfy", "").limits().submits()).isEqualTo(Rate.UNLIMITED);
    }

    @Test
    void whatNobodyUnderstandsIsRefusedAtTheStart() {
        assertThatThrownBy(() -> SettingsArguments.read(new String[] {"--colour=red"}, Map.of()))
                .hasMessage("no setting is called colour");
        assertThatThrownBy(() -> SettingsArguments.read(new String[] {"--generation-time=soon"}, Map.of()))
                .hasMessageStartingWith("generation-time: not an amount of time");
        assertThatThrownBy(() -> SettingsArguments.read(new String[] {"port=1"}, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimulatorSettings.defaults().with(Setting.FAULTS, "status-500:2"))
                .hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> SimulatorSettings.defaults().with(Setting.OVER_CONCURRENCY, "drop"))
                .hasMessageContaining("must be queue or refuse");
    }

    @Test
    void rangesAreDrawnWithinTheirEnds() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(Span.parse("100ms..2s").draw(random)).isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
            assertThat(ByteSize.parse("1KiB..2KiB").draw(random)).isBetween(1024L, 2048L);
        }
        assertThat(Span.parse("hold").least()).isEqualTo(Span.HOLD);
        assertThat(ByteSize.bytes("1GiB")).isEqualTo(1L << 30);
    }

    private static Duration generation(SimulatorSettings settings, String provider, String model) {
        return settings.behaviour(provider, model).timing().generation().most();
    }
}
