package dev.reelay.api.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.ManyRequests;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Speed;
import dev.reelay.api.testing.Tables;
import dev.reelay.overview.ReadOverview;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An overview amid many requests. {@code -Dreelay.measure=true} has 100,000 of them and wants it within 50 ms. */
@QuarkusTest
@WithTestResource(Servers.class)
class OverviewSpeedIT {
    private static final boolean LONG = Boolean.getBoolean("reelay.measure");
    private static final Duration WITHIN = Duration.ofMillis(50);

    @Inject
    Tables tables;

    @Inject
    ManyRequests many;

    @Inject
    ReadOverview overviews;

    @Inject
    Tenants tenants;

    @Test
    void anOverviewIsReadAtOnce() {
        tables.clear();
        many.fill(LONG ? 100_000 : 2_000);
        int acme = tenants.named("acme").orElseThrow().id();

        Map<String, Duration> times = Map.of(
                "of a tenant", Speed.median(() -> overviews.read(acme)),
                "of all", Speed.median(() -> overviews.read(null)));

        Speed.tell("an overview", times);
        assertThat(overviews.read(null).oldest()).isNotNull();
        if (LONG) {
            assertThat(times.values()).allMatch(time -> time.compareTo(WITHIN) < 0);
        }
    }
}
