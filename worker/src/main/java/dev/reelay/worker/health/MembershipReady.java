package dev.reelay.worker.health;

import dev.reelay.worker.membership.Membership;
import dev.reelay.worker.membership.Tenures;
import dev.reelay.worker.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the group hears from this worker. Not being ready takes nothing from it: what it runs, it runs on. */
@Readiness
@ApplicationScoped
class MembershipReady implements HealthCheck {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Membership membership;
    private final Tenures tenures;
    private final Runs runs;
    private final InstantSource clock;

    MembershipReady(Membership membership, Tenures tenures, Runs runs, InstantSource clock) {
        this.membership = membership;
        this.tenures = tenures;
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Duration silence = Duration.between(membership.lastPoll(), clock.instant());
        return HealthCheckResponse.named("worker is a member of its group")
                .status(silence.compareTo(LONGEST_SILENCE) < 0)
                .withData("partitions", tenures.all().size())
                .withData("attempts", runs.size())
                .withData("last_poll_seconds_ago", silence.toSeconds())
                .build();
    }
}
