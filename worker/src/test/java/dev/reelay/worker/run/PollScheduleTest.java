package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
    /** Its doubles are 0.5: no jitter. */
    private static final RandomGenerator MIDDLE = () -> 1L << 63;

    private final PollSchedule schedule = new PollSchedule(
            new Provider.Pace(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(15)), MIDDLE);

    @Test
    void theFirstLookWaitsForTheOfferingsShortestRender() {
        assertThat(schedule.first(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aResumedRequestIsLookedAtSoon() {
        assertThat(schedule.first(Duration.ofMinutes(4))).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void looksComeAtATenthOfTheAgeWithinTheProvidersBounds() {
        assertThat(schedule.next(Duration.ofSeconds(5), null)).isEqualTo(Duration.ofSeconds(2));
        assertThat(schedule.next(Duration.ofSeconds(60), null)).isEqualTo(Duration.ofSeconds(6));
        assertThat(schedule.next(Duration.ofHours(1), null)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void whatTheProviderAsksForWins() {
        assertThat(schedule.next(Duration.ofSeconds(60), Duration.ofSeconds(40)))
                .isEqualTo(Duration.ofSeconds(40));
        assertThat(schedule.next(Duration.ofSeconds(60), Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void looksWithoutAnAnswerComeSeldomerUpToAMinute() {
        assertThat(schedule.afterSilence(Duration.ofSeconds(5), 1, null)).isEqualTo(Duration.ofSeconds(4));
        assertThat(schedule.afterSilence(Duration.ofSeconds(5), 3, null)).isEqualTo(Duration.ofSeconds(16));
        assertThat(schedule.afterSilence(Duration.ofSeconds(5), 60, null)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theJitterIsATenth() {
        PollSchedule jittery = new PollSchedule(
                new Provider.Pace(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(15)),
                RandomGenerator.of("L64X128MixRandom"));
        for (int i = 0; i < 1000; i++) {
            assertThat(jittery.next(Duration.ofSeconds(60), null))
                    .isBetween(Duration.ofMillis(5400), Duration.ofMillis(6600));
        }
    }
}
