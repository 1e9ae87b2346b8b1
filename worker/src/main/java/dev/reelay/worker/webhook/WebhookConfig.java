package dev.reelay.worker.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How events are delivered. */
@ConfigMapping(prefix = "reelay.webhooks")
public interface WebhookConfig {
    /** How long one try may take, from the look-up of the name to the end of the answer. */
    @WithDefault("15s")
    Duration timeout();

    /** How many tries a worker makes at once; half of them for one tenant, a quarter to receivers that fail. */
    @WithDefault("500")
    int parallel();

    /** How many of them to one endpoint; one while its tries fail. */
    @WithDefault("10")
    int parallelPerEndpoint();

    /** The waits from each failed try to the next, for endpoints that have none of their own; each is varied by a tenth. */
    @WithDefault("5s,1m,5m,30m,2h,5h,10h,14h,20h,24h")
    List<Duration> retryAfter();

    /** An endpoint at which every try has failed for so long is disabled. */
    @WithDefault("5d")
    Duration disableAfter();

    /** For how long a stop waits for tries that are under way. */
    @WithDefault("5s")
    Duration drain();
}
