package dev.reelay.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How long what is kept is kept; what has no time is kept for good. */
@ConfigMapping(prefix = "reelay.keep")
public interface KeepConfig {
    /** Between two looks for what was kept long enough. */
    @WithDefault("5m")
    Duration every();

    /** How long entries of the audit log are kept. */
    Optional<Duration> audit();

    /** For how many whole days deliveries are kept, at most as long as events; as long when absent. */
    OptionalInt deliveryDays();

    /** How long what is the tenants' is kept. */
    @WithParentName
    Times times();

    /** The same for one tenant, by its name; what is absent is as for all. */
    Map<String, Times> tenants();

    /** Times that may differ from tenant to tenant, each from the end of the request or batch, or from when the object was stored. */
    interface Times {
        /** Inputs, metadata and messages of requests and manifests; the requests stay. */
        Optional<Duration> prompts();

        /** Stored results: objects in the bucket, and what names them; the requests stay. */
        Optional<Duration> results();

        /** Requests, batches, their attempts and idempotency keys. A request stays as long as a result of it does. */
        Optional<Duration> requests();

        /** Uploaded images that no open request names. */
        Optional<Duration> uploads();
    }
}
