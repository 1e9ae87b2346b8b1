package dev.reelay.api.ui;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.ManyRequests;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Speed;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every page with a list among many requests. {@code -Dreelay.measure=true} has 100,000 of them and wants each page within
 * 100 ms.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class PagesSpeedIT {
    private static final boolean LONG = Boolean.getBoolean("reelay.measure");
    private static final Duration WITHIN = Duration.ofMillis(100);

    @Inject
    Tables tables;

    @Inject
    ManyRequests many;

    @Test
    void everyPageIsThereAtOnce() {
        tables.clear();
        many.fill(LONG ? 100_000 : 1_000);
        Visitor visitor = Visitor.with(ACME);
        Map<String, Duration> times = new TreeMap<>();
        // The first of all pages are slow whatever they show: nothing is compiled yet.
        Speed.median(() -> visitor.page("/ui/requests"));

        for (String page : List.of(
                "/ui",
                "/ui/glance",
                "/ui/requests",
                "/ui/requests?tenant=*",
                "/ui/requests?status=failed",
                "/ui/requests?status=held",
                "/ui/requests?model=old/model",
                "/ui/requests?provider=runcomfy&status=cancelled",
                "/ui/requests?error=moderated",
                "/ui/requests?age=older than a day",
                "/ui/requests?batch_id=" + ManyRequests.BATCH,
                "/ui/requests/rows",
                "/ui/batches",
                "/ui/webhooks",
                "/ui/webhooks/requests",
                "/ui/providers",
                "/ui/keys",
                "/ui/playground")) {
            times.put(page, Speed.median(() -> visitor.page(page)));
        }

        Speed.tell("a page", times);
        if (LONG) {
            assertThat(times)
                    .allSatisfy((page, time) -> assertThat(time).as(page).isLessThan(WITHIN));
        }
    }
}
