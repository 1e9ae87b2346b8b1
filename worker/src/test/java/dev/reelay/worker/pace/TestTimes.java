package dev.reelay.worker.pace;

import dev.reelay.database.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Times of generations outside a running worker. */
public final class TestTimes {
    private TestTimes() {}

    public static LearnTimes in(Database database) {
        return new LearnTimes(database, new SimpleMeterRegistry());
    }
}
