package dev.reelay.api.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;

/** Who may ask by which topic. */
@ConfigMapping(prefix = "reelay.topic")
public interface TopicConfig {
    /**
     * Tenants with a topic of their own, {@code reelay.requests.<tenant>}: whoever the broker lets write to it asks for
     * them, without a key.
     */
    Optional<Set<String>> tenants();

    /** What is older is not accepted: no shorter than the topics keep their records. */
    @WithDefault("7d")
    @DurationMin(nanos = 1)
    Duration oldest();
}
