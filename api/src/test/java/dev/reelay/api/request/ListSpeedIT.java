package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.ManyRequests;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Speed;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every page of a list among many requests, whatever it is filtered by. {@code -Dreelay.measure=true} has 100,000 of them and
 * wants each page within 100 ms.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class ListSpeedIT {
    private static final boolean LONG = Boolean.getBoolean("reelay.measure");
    private static final Duration WITHIN = Duration.ofMillis(100);

    @Inject
    Tables tables;

    @Inject
    ManyRequests many;

    @Inject
    InstantSource clock;

    @Test
    void everyFilterFindsItsPageAtOnce() {
        tables.clear();
        many.fill(LONG ? 100_000 : 2_000);
        Instant old = clock.instant().minus(Duration.ofDays(6));
        Map<String, Duration> times = new TreeMap<>();
        // The first of all pages are slow whatever they show: nothing is compiled yet.
        Speed.median(() -> page("limit=200"));

        for (String query : List.of(
                "limit=200",
                "status=in_queue",
                "status=in_progress",
                "status=held",
                "status=completed&limit=200",
                "status=failed",
                "status=cancelled",
                "model=old/model",
                "model=luma/ray-2/image-to-video&status=failed",
                "model=old/model&status=in_queue",
                "provider=old",
                "provider=runcomfy&status=cancelled",
                "batch_id=" + ManyRequests.BATCH,
                "error=moderated",
                "error=internal",
                "error=timeout&provider=old",
                "created_before=" + old,
                "created_before=" + old + "&status=in_queue",
                "created_after=" + old + "&created_before=" + old.plusSeconds(60),
                "tenant=*&limit=200",
                "tenant=*&status=failed",
                "tenant=*&status=cancelled&provider=old",
                "tenant=crowd&status=completed")) {
            JsonPath first = page(query);
            times.put(query, Speed.median(() -> page(query)));
            String cursor = first.getString("next_cursor");
            if (cursor != null) {
                String next = query + "&cursor=" + cursor;
                times.put(query + ", second page", Speed.median(() -> page(next)));
            }
        }

        Speed.tell("a page of a list", times);
        if (LONG) {
            assertThat(times)
                    .allSatisfy((query, time) -> assertThat(time).as(query).isLessThan(WITHIN));
        }
    }

    private static JsonPath page(String query) {
        return ACME.call()
                .get("/v1/requests?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
