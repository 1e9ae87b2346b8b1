package dev.reelay.worker.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How results are copied. */
@ConfigMapping(prefix = "reelay.copy")
public interface CopyConfig {
    /**
     * How many copies run at once in a worker; the others wait, but for answers that bring the bytes themselves. Each takes
     * up to about 12 MiB of heap.
     */
    @WithDefault("8")
    int parallel();

    /** The largest result that is stored. */
    @WithDefault("5G")
    MemorySize largest();

    /** How often a broken download is taken up again before the copy fails. */
    @WithDefault("5")
    int resumes();

    /** The wait before the first resume; doubled with each further one. */
    @WithDefault("500ms")
    Duration resumeAfter();

    /** How long the source may send nothing before the download counts as broken. */
    @WithDefault("30s")
    Duration idle();

    /** How long a whole copy may take, resumes included, the wait for its turn not. */
    @WithDefault("20m")
    Duration longest();
}
