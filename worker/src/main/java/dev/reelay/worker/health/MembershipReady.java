package dev.reelay.worker.health;

import dev.reelay.worker.membership.Membership;
import dev.reelay.worker.membership.MembershipConfig;
import dev.reelay.worker.membership.Tenures;
import dev.reelay.worker.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the loop turns and the group's coordinator is there. Not being ready takes nothing from it: what it runs, it
 * runs on.
 */
@Readiness
@ApplicationScoped
class MembershipReady implements HealthCheck {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Membership membership;
    private final Tenures tenures;
    private final Runs runs;
    private final MembershipConfig config;
    private final InstantSource clock;

    MembershipReady(Membership membership, Tenures tenures, Runs runs, MembershipConfig config, InstantSource clock) {
        this.membership = membership;
        this.tenures = tenures;
        this.runs = runs;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Duration silence = Duration.between(membership.lastPoll(), clock.instant());
        Duration alone = Duration.between(membership.brokerHeard(), clock.instant());
        return HealthCheckResponse.named("worker is a member of its group")
                .status(silence.compareTo(LONGEST_SILENCE) < 0 && alone.compareTo(longestAlone()) < 0)
                .withData("partitions", tenures.all().size())
                .withData("attempts", runs.size())
                .withData("last_poll_seconds_ago", silence.toSeconds())
                .withData("broker_heard_seconds_ago", alone.toSeconds())
                .build();
    }

    private Duration longestAlone() {
        return config.session().compareTo(LONGEST_SILENCE) > 0 ? config.session() : LONGEST_SILENCE;
    }
}
