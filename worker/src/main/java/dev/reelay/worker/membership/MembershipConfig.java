package dev.reelay.worker.membership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How this worker takes part in the group of workers. */
@ConfigMapping(prefix = "reelay.worker")
public interface MembershipConfig {
    /** Unique to this worker and the same after its restart, such as the pod's name; absent for a passing member. */
    Optional<String> instanceId();

    /** The private topic through which accepted requests reach the workers. */
    @WithDefault("reelay.work")
    String topic();

    /** The consumer group of all workers of one installation. */
    @WithDefault("reelay-workers")
    String group();

    /** After so long without a heartbeat, others take over. */
    @WithDefault("10s")
    @DurationMin(nanos = 1)
    Duration session();

    /** How much earlier in line one step of priority puts a request. */
    @WithDefault("1m")
    @DurationMin
    Duration headStart();

    /** How often owned work is compared with the database. */
    @WithDefault("10s")
    @DurationMin(nanos = 1)
    Duration adoptEvery();
}
