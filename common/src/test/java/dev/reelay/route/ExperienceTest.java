package dev.reelay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExperienceTest {
    private static final Duration TYPICAL = Duration.ofSeconds(100);

    private static Experience seen(int well, int failed) {
        return new Experience(Duration.ofSeconds(70), well, failed, null);
    }

    @Test
    void withoutHistoryItIsTheUsualTime() {
        assertThat(Experience.NONE.expected(TYPICAL)).isEqualTo(TYPICAL);
        assertThat(Experience.NONE.errorRate()).isZero();
    }

    @Test
    void whatFailsHalfTheTimeTakesTwice() {
        assertThat(seen(7, 0).expected(TYPICAL)).isEqualTo(Duration.ofSeconds(70));
        assertThat(seen(7, 7).expected(TYPICAL)).isEqualTo(Duration.ofSeconds(140));
    }

    @Test
    void oneRenderTakesNoLongerForFailures() {
        assertThat(seen(0, 1).render(TYPICAL)).isEqualTo(Duration.ofSeconds(70));
        assertThat(new Experience(null, 0, 1, null).render(TYPICAL)).isEqualTo(TYPICAL);
    }

    @Test
    void whatAlwaysFailsTakesTwentyTimes() {
        assertThat(seen(0, 9).expected(TYPICAL)).isEqualTo(Duration.ofSeconds(1400));
    }

    @Test
    void failuresCountBeforeAnythingEndedWell() {
        assertThat(new Experience(null, 0, 3, null).expected(TYPICAL)).isEqualTo(TYPICAL.multipliedBy(20));
    }
}
