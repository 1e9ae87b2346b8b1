package dev.reelay.worker.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How closely limits are watched. */
@ConfigMapping(prefix = "reelay.limits")
public interface LimitsConfig {
    /** Between two looks at how accounts and offerings stand, for the meters and the log. */
    @WithDefault("5s")
    Duration watch();
}
