package dev.reelay.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Offering;
import dev.reelay.chaos.load.Mix;
import dev.reelay.chaos.point.KillPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesTest {
    @Test
    void aKillPlanIsTakenUpWhereItWasLeft() {
        KillPlan plan = new KillPlan(7, List.of(KillPoint.values()));

        List<KillPoint> whole = plan.kills(0, 40);
        assertThat(plan.kills(0, 40)).isEqualTo(whole);
        assertThat(plan.kills(15, 25)).isEqualTo(whole.subList(15, 40));
        assertThat(whole.subList(0, KillPoint.values().length)).containsExactlyInAnyOrder(KillPoint.values());
    }

    @Test
    void theSameSeedDisturbsInTheSameWay() {
        Duration whole = Duration.ofMinutes(3);

        assertThat(Disturbance.schedule(7, whole)).isEqualTo(Disturbance.schedule(7, whole));
        assertThat(Disturbance.schedule(7, whole)).isNotEqualTo(Disturbance.schedule(8, whole));
        assertThat(Disturbance.schedule(7, whole).stream()
                        .map(Disturbance::kind)
                        .distinct())
                .containsExactlyInAnyOrder(Disturbance.Kind.values());
    }

    @Test
    void theSameSeedAsksForTheSame() {
        Mix mix = new Mix(7, Mix.ALL, 5, 5);

        assertThat(mix.draw(3)).isEqualTo(mix.draw(3));
        assertThat(IntStream.range(0, 100).mapToObj(n -> mix.draw(n).provider()).distinct())
                .containsExactlyInAnyOrderElementsOf(Fleet.PROVIDERS);
        assertThat(IntStream.range(0, 100)
                        .mapToObj(n -> mix.draw(n).onUnknown())
                        .distinct())
                .containsExactlyInAnyOrder("fail", "resubmit", "hold");
    }

    @Test
    void theShortenedDefinitionsAreWholeAndShort(@TempDir Path folder) throws IOException {
        new ShortTimes(Duration.ofSeconds(50)).settings(folder);

        var catalog = CatalogLoader.load(folder, Map.of());
        assertThat(catalog.providers())
                .allSatisfy(provider -> assertThat(provider.submit().timeout()).isLessThan(Duration.ofSeconds(20)));
        Offering offering = catalog.offering("fal:fal-ai/luma-dream-machine/ray-2/image-to-video")
                .orElseThrow();
        assertThat(offering.limits().longest()).isEqualTo(Duration.ofSeconds(50));
    }
}
