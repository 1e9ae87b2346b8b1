package dev.reelay.route;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** What a test says that the workers have seen. */
public final class TestFacts {
    private TestFacts() {}

    /** By the offerings' ids. */
    public static RouteFacts of(Map<String, Experience> byOffering) {
        return new RouteFacts(() -> byOffering, Duration.ofSeconds(5), InstantSource.system());
    }
}
