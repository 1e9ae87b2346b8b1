package dev.reelay.api.batch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How batches run. */
@ConfigMapping(prefix = "reelay.batch")
interface BatchConfig {
    /** How many of a batch's requests may be open at once, where its owner does not say. */
    @WithDefault("20")
    @Positive
    int concurrency();

    /** The most that an owner may say. */
    @WithDefault("10000")
    @Positive
    int mostConcurrency();

    /** How long an upload that broke off may be gone on with. */
    @WithDefault("1d")
    @DurationMin(nanos = 1)
    Duration keepUploads();
}
