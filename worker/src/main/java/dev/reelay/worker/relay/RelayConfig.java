package dev.reelay.worker.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How events leave. */
@ConfigMapping(prefix = "reelay.relay")
public interface RelayConfig {
    /** How many events get their positions, or are published, at once. */
    @WithDefault("500")
    @Positive
    int batch();

    /** How long the relay naps after news. */
    @WithDefault("20ms")
    @DurationMin(nanos = 1)
    Duration shortestNap();

    /** Each nap without news is twice as long as the one before, up to this: the most by which a first event is late. */
    @WithDefault("500ms")
    @DurationMin(nanos = 1)
    Duration longestNap();

    /** How often a worker that is not the relay tries to become it. */
    @WithDefault("2s")
    @DurationMin(nanos = 1)
    Duration candidacy();
}
