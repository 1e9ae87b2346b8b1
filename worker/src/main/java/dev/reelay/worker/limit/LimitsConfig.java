package dev.reelay.worker.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How closely limits are watched. */
@ConfigMapping(prefix = "reelay.limits")
public interface LimitsConfig {
    /** Between two looks at how accounts and offerings stand, for the meters and the log. */
    @WithDefault("5s")
    @DurationMin(nanos = 1)
    Duration watch();
}
