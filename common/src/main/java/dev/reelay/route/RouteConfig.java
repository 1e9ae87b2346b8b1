package dev.reelay.route;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What routes are chosen by. */
@ConfigMapping(prefix = "reelay.route")
public interface RouteConfig {
    /** For how long what is known of the offerings is taken for new. */
    @WithDefault("5s")
    @DurationMin
    Duration factsFor();
}
