package dev.reelay.standalone;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Holds Quarkus back, before anything in it speaks to the broker, until that runs. All that comes before, such as the
 * database's migrations and the catalog, takes about as long as the broker's own start, and goes on beside it.
 */
@ApplicationScoped
class AwaitKafka {
    private static final int BEFORE_ALL = Integer.MIN_VALUE;

    void started(@Observes @Priority(BEFORE_ALL) StartupEvent event) {
        Standalone.started().servers().awaitKafka();
    }
}
