package dev.reelay.api.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How events are streamed. */
@ConfigMapping(prefix = "reelay.api.events")
public interface EventStreamConfig {
    /** After so long a stream ends, and its reader comes back with its key and its position. */
    @WithDefault("1h")
    @DurationMin(nanos = 1)
    Duration streamFor();
}
