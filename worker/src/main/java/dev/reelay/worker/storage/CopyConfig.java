package dev.reelay.worker.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How results are copied. */
@ConfigMapping(prefix = "reelay.copy")
public interface CopyConfig {
    /**
     * How many copies run at once in a worker; the others wait, but for answers that bring the bytes themselves. Each takes
     * up to about 12 MiB of heap.
     */
    @WithDefault("8")
    @Positive
    int parallel();

    /** The largest result that is stored. */
    @WithDefault("5G")
    MemorySize largest();

    /** How often a broken download is taken up again before the copy fails. */
    @WithDefault("5")
    @PositiveOrZero
    int resumes();

    /** The wait before the first resume; doubled with each further one. */
    @WithDefault("500ms")
    @DurationMin
    Duration resumeAfter();

    /** How long the source may send nothing before the download counts as broken. */
    @WithDefault("30s")
    @DurationMin(nanos = 1)
    Duration idle();

    /** How long a whole copy may take, resumes included, the wait for its turn not. */
    @WithDefault("20m")
    @DurationMin(nanos = 1)
    Duration longest();
}
