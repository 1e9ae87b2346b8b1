package dev.reelay.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.chaos.judge.Check;
import dev.reelay.chaos.judge.Judge;
import dev.reelay.chaos.point.KillPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small form of the chaos run; {@code deploy/chaos/run} does more of the same. */
class SmallChaosIT {
    private static final List<KillPoint> POINTS =
            List.of(KillPoint.CONNECTED, KillPoint.SENT, KillPoint.ANSWERED, KillPoint.JUDGED, KillPoint.COPIED);

    @Test
    void fiveKillsAndAFreezePayNothingTwiceAndLoseNothing(@TempDir Path folder) throws Exception {
        Path root = Path.of("..", "..").toAbsolutePath().normalize();
        try (Fleet fleet = Fleet.start(root, folder, new ShortTimes(Duration.ofSeconds(20)))) {
            KillRun.Outcome outcome = new KillRun(20, POINTS, 0, POINTS.size(), 6, 40, Duration.ofSeconds(8)).on(fleet);

            assertThat(outcome.catches()).extracting(Catch::point).containsExactlyInAnyOrderElementsOf(POINTS);
            assertThat(outcome.catches())
                    .allSatisfy(one -> assertThat(one.attempts()).isNotEmpty());
            assertThat(Judge.judge(outcome.facts())).allMatch(Check::holds);
        }
    }
}
