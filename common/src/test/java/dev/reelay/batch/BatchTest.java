package dev.reelay.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final Instant BEGAN = Instant.parse("2026-11-21T04:00:00Z");

    private static Batch ended(int lines) {
        return new Batch(
                UUID.randomUUID(),
                1,
                BatchState.RUNNING,
                new Batch.Terms(null, false, 10, null, null, null),
                new Batch.Counts(110, 110, 0, 100 - lines, 10, lines, 0, 0),
                null,
                0.5,
                new Batch.Times(BEGAN, BEGAN, null));
    }

    @Test
    void itsEndIsForeseenWhenEnoughHasEnded() {
        assertThat(ended(9).left(BEGAN.plusSeconds(60))).isNull();
        assertThat(ended(10).left(BEGAN.plusSeconds(60))).isEqualTo(Duration.ofSeconds(200));
    }

    @Test
    void itsEndIsNotForeseenAtItsBeginning() {
        assertThat(ended(10).left(BEGAN.plusSeconds(14))).isNull();
        assertThat(ended(10).left(BEGAN.plusSeconds(15))).isNotNull();
    }
}
