package dev.reelay.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class WaitTimeTest {
    @Test
    void timesAreReadAsPeopleWriteThem() {
        WaitTime time = new WaitTime();

        assertThat(time.convert("45")).isEqualTo(Duration.ofSeconds(45));
        assertThat(time.convert("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(time.convert("10m")).isEqualTo(Duration.ofMinutes(10));
        assertThat(time.convert("2h")).isEqualTo(Duration.ofHours(2));
        assertThatThrownBy(() -> time.convert("soon"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'soon' is no time; write it as 30s, 10m or 2h");
    }
}
