package dev.reelay.worker.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider;
import dev.reelay.pace.GenerationTimes;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
    /** Its doubles are 0.5: no jitter. */
    private static final RandomGenerator MIDDLE = () -> 1L << 63;

    private final PollSchedule schedule = new PollSchedule(
            new Provider.Pace(
                    Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMillis(250)),
            GenerationTimes.none(),
            MIDDLE);

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
                new Provider.Pace(
                        Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMillis(250)),
                GenerationTimes.none(),
                RandomGenerator.of("L64X128MixRandom"));
        for (int i = 0; i < 1000; i++) {
            assertThat(jittery.next(Duration.ofSeconds(60), null))
                    .isBetween(Duration.ofMillis(5400), Duration.ofMillis(6600));
        }
    }

    @Test
    void withoutEvidenceThereIsNoHistory() {
        GenerationTimes few = GenerationTimes.none();
        for (int i = 0; i < 7; i++) {
            few = few.plus(few.end(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        }
        assertThat(few.isHistory()).isFalse();
        GenerationTimes one = few.end(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(few.plus(one).isHistory()).isTrue();
    }

    /** Between two looks, one second apart, it ended when others did, and not anywhere. */
    @Test
    void anEndIsBelievedToLieWhereOthersWere() {
        GenerationTimes times = GenerationTimes.none();
        for (int n = 0; n < 50; n++) {
            times = times.plus(times.end(Duration.ofMillis(59_900), Duration.ofMillis(60_100)));
        }

        double[] weights =
                times.end(Duration.ofSeconds(40), Duration.ofSeconds(80)).weights();

        assertThat(weights[GenerationTimes.bucket(60)]).isGreaterThan(0.9);
        assertThat(weights[GenerationTimes.bucket(45)]).as("times may change").isPositive();
    }

    @Test
    void whatTookLongerThanAllBucketsCountsInTheLast() {
        double[] weights = GenerationTimes.none()
                .end(Duration.ofHours(2), Duration.ofHours(3))
                .weights();

        assertThat(weights[GenerationTimes.BUCKETS - 1]).isOne();
    }

    @Test
    void nothingIsAskedWhileNothingCanHaveEnded() {
        PollSchedule learned = learned(60, 60);

        assertThat(learned.first(Duration.ZERO)).isBetween(Duration.ofSeconds(28), Duration.ofSeconds(32));
        assertThat(learned.next(Duration.ofSeconds(50), null)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(12));
    }

    /** Generation times uniform in 1.5 to 6 s: a look costs what it must, and the end is met soon. */
    @Test
    void looksAreFewAndEndsAreMetSoon() {
        PollSchedule learned = learned(1.5, 6);
        int polls = 0;
        double[] late = new double[451];
        for (int n = 0; n <= 450; n++) {
            double end = 1.5 + n / 100.0;
            Duration at = learned.first(Duration.ZERO);
            for (polls++; at.toNanos() / 1e9 < end; polls++) {
                at = at.plus(learned.next(at, null));
            }
            late[n] = at.toNanos() / 1e9 - end;
        }
        java.util.Arrays.sort(late);
        assertThat(polls / 451.0).isLessThan(4);
        assertThat(late[225]).isLessThan(0.3);
    }

    @Test
    void looksStayWithinTheProvidersBounds() {
        PollSchedule learned = learned(0.3, 0.5);

        for (double age = 0; age < 30; age += 0.1) {
            assertThat(learned.next(Duration.ofMillis((long) (age * 1000)), null))
                    .isBetween(Duration.ofMillis(250), Duration.ofSeconds(15));
        }
        assertThat(learned.next(Duration.ofMillis(400), Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
    }

    private static PollSchedule learned(double fromSeconds, double toSeconds) {
        GenerationTimes times = GenerationTimes.none();
        for (int n = 0; n < 100; n++) {
            long millis = (long) (1000 * (fromSeconds + (toSeconds - fromSeconds) * n / 99));
            times = times.plus(times.end(Duration.ofMillis(millis - 50), Duration.ofMillis(millis + 50)));
        }
        return new PollSchedule(
                new Provider.Pace(
                        Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMillis(250)),
                times,
                MIDDLE);
    }
}
