package dev.reelay.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whether requests are traced, and where their spans go. */
@ConfigMapping(prefix = "reelay.traces")
public interface TracesConfig {
    /** Where spans are sent, as OTLP over HTTP, such as {@code http://collector:4318}; without it nothing is traced. */
    Optional<URI> endpoint();

    /** Headers that go with them, each {@code name=value}. */
    Optional<List<String>> headers();

    /** The share of requests that are traced, from 0 to 1, of those whose caller does not say. */
    @WithDefault("1")
    @DecimalMin("0")
    @DecimalMax("1")
    double share();
}
