package dev.reelay.worker.sweep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How often it is looked for what nobody's run would notice, and when something counts as such. */
@ConfigMapping(prefix = "reelay.sweep")
public interface SweepConfig {
    /** Between two looks for requests beyond their deadline. */
    @WithDefault("5s")
    @DurationMin(nanos = 1)
    Duration deadlines();

    /** Between two looks for requests that a budget holds and has room for again. */
    @WithDefault("5s")
    @DurationMin(nanos = 1)
    Duration budgets();

    /** Between two looks for attempts that nobody runs. */
    @WithDefault("30s")
    @DurationMin(nanos = 1)
    Duration orphans();

    /** How long beyond its time an attempt is left to whoever should run it. */
    @WithDefault("2m")
    @DurationMin(nanos = 1)
    Duration orphanAfter();

    /** Between two looks for uploads that nobody ends. */
    @WithDefault("15m")
    @DurationMin(nanos = 1)
    Duration uploads();

    /** How old an upload is that no copy can be writing any more; more than twice the longest copy. */
    @WithDefault("2h")
    @DurationMin(nanos = 1)
    Duration uploadsOlderThan();

    /** Between two looks at the oldest request without an end. */
    @WithDefault("15s")
    @DurationMin(nanos = 1)
    Duration oldest();

    /** Between two looks for requests that wait for what is blocked, and could go elsewhere. */
    @WithDefault("1s")
    @DurationMin(nanos = 1)
    Duration reroute();
}
