package dev.reelay.route;

import dev.reelay.database.Database;
import java.time.Duration;
import java.time.InstantSource;

/** What is known of offerings, outside a running process. */
public final class TestFacts {
    private TestFacts() {}

    public static RouteFacts in(Database database) {
        return new RouteFacts(database, () -> Duration.ofSeconds(5), InstantSource.system());
    }
}
