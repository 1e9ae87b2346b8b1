package dev.reelay.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Whether and where providers are to call back. */
@ConfigMapping(prefix = "reelay.callbacks")
public interface CallbacksConfig {
    /** Where the api is reached by the providers, such as {@code https://video.example.com}; when absent, none is asked. */
    Optional<String> publicUrl();

    /** Between two looks whether a provider's published keys must be fetched. */
    @WithDefault("20s")
    @DurationMin(nanos = 1)
    Duration keys();
}
