package dev.reelay.api.batch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How batches run. */
@ConfigMapping(prefix = "reelay.batch")
interface BatchConfig {
    /** How many of a batch's requests may be open at once, where its owner does not say. */
    @WithDefault("20")
    int concurrency();

    /** The most that an owner may say. */
    @WithDefault("10000")
    int mostConcurrency();

    /** How long an upload that broke off may be gone on with. */
    @WithDefault("1d")
    Duration keepUploads();
}
