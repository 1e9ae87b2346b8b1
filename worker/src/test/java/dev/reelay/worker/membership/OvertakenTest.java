package dev.reelay.worker.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OvertakenTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Overtaken overtaken = new Overtaken(Duration.ofSeconds(10));

    @Test
    void whatIsOursForASessionWithoutATenureIsTakenBack() {
        assertThat(overtaken.due(List.of(3), NOON)).isEmpty();
        assertThat(overtaken.due(List.of(3), NOON.plusSeconds(9))).isEmpty();
        assertThat(overtaken.due(List.of(3, 4), NOON.plusSeconds(10))).containsExactly(3);
    }

    @Test
    void theSessionBeginsAnewWhenThePartitionWasHeldOrGoneBetween() {
        overtaken.due(List.of(3), NOON);
        overtaken.due(List.of(), NOON.plusSeconds(5));

        assertThat(overtaken.due(List.of(3), NOON.plusSeconds(12))).isEmpty();
        assertThat(overtaken.due(List.of(3), NOON.plusSeconds(22))).containsExactly(3);
    }
}
