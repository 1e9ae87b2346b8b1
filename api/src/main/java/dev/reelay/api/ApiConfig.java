package dev.reelay.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.util.Optional;

/** How the api is reached, and how much it takes in at once. */
@ConfigMapping(prefix = "reelay.api")
public interface ApiConfig {
    /** What our links begin with, such as {@code https://video.example.com}; when absent, what the request was sent to. */
    Optional<URI> publicUrl();

    /**
     * Where clients reach Kafka, such as {@code kafka.example.com:9092}, for the playground to write into its sample; when
     * absent, that names a variable.
     */
    Optional<String> publicKafka();

    /** Bytes of a request's body. */
    @WithDefault("10485760")
    @Positive
    int maxBodyBytes();
}
