package dev.reelay.worker.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OvertakenTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final int HELD = 9;

    private Instant now = NOON;
    private final Overtaken overtaken = new Overtaken(Duration.ofSeconds(10), () -> now);

    @Test
    void whatIsOursForASessionWithoutATenureIsTakenBack() {
        assertThat(due(0, List.of(3, HELD))).isEmpty();
        assertThat(due(9, List.of(3))).isEmpty();
        assertThat(due(10, List.of(3, 4, HELD))).containsExactly(3);
    }

    @Test
    void theSessionBeginsAnewWhenThePartitionWasHeldOrGoneBetween() {
        due(0, List.of(3));
        due(5, List.of());

        assertThat(due(12, List.of(3))).isEmpty();
        assertThat(due(22, List.of(3))).containsExactly(3);
    }

    private List<Integer> due(int second, List<Integer> without) {
        now = NOON.plusSeconds(second);
        return overtaken.due(
                without.stream()
                        .map(partition -> new TopicPartition("reelay.work", partition))
                        .toList(),
                partition -> partition == HELD);
    }
}
