package dev.reelay.worker.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;

/** How events are delivered. */
@ConfigMapping(prefix = "reelay.webhooks")
public interface WebhookConfig {
    /** How long one try may take, from the look-up of the name to the end of the answer. */
    @WithDefault("15s")
    @DurationMin(nanos = 1)
    Duration timeout();

    /** How many tries a worker makes at once; half of them for one tenant, a quarter to receivers that fail. */
    @WithDefault("500")
    @Positive
    int parallel();

    /** How many of them to one endpoint; one while its tries fail. */
    @WithDefault("10")
    @Positive
    int parallelPerEndpoint();

    /** The waits from each failed try to the next, for endpoints that have none of their own; each is varied by a tenth. */
    @WithDefault("5s,1m,5m,30m,2h,5h,10h,14h,20h,24h")
    List<@DurationMin(nanos = 1) Duration> retryAfter();

    /** An endpoint at which every try has failed for so long is disabled. */
    @WithDefault("5d")
    @DurationMin(nanos = 1)
    Duration disableAfter();

    /** For how long a stop waits for tries that are under way. */
    @WithDefault("5s")
    @DurationMin
    Duration drain();
}
