package dev.reelay.catalog.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "90s, PT1M30S", "5m, PT5M", "2h, PT2H", "7d, P7D", "PT1M30S, PT1M30S", "0s, PT0S"})
    void peoplesFormsAndIsoAreTaken(String text, Duration duration) {
        assertThat(Durations.of(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5s", "PT-5S", "5 s", "soon", "1.5h", "P1M", "9999999999s"})
    void anythingElseIsNone(String text) {
        assertThat(Durations.of(text)).isEmpty();
    }
}
