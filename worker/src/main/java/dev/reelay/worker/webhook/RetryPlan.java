package dev.reelay.worker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** When a failed delivery is tried again: after the endpoint's waits, or the usual ones, each varied by up to a tenth. */
@ApplicationScoped
class RetryPlan {
    private static final double VARIED = 0.1;

    private final WebhookConfig config;

    RetryPlan(WebhookConfig config) {
        this.config = config;
    }

    /**
     * The wait after a try has failed; empty when that was the last one.
     *
     * @param before how many tries there were before it
     * @param own the endpoint's waits in seconds; empty for the usual ones
     * @param asked what the receiver asked for, which is never undercut
     */
    Optional<Duration> wait(int before, List<Integer> own, @Nullable Duration asked) {
        List<Duration> waits = own.isEmpty()
                ? config.retryAfter()
                : own.stream().map(Duration::ofSeconds).toList();
        if (before >= waits.size()) {
            return Optional.empty();
        }
        double factor = 1 + VARIED * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        Duration wait = Duration.ofMillis(Math.round(waits.get(before).toMillis() * factor));
        return Optional.of(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
    }
}
