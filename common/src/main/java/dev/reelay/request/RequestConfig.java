package dev.reelay.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.PositiveOrZero;

/** How large a request may be. */
@ConfigMapping(prefix = "reelay.request")
public interface RequestConfig {
    /** Bytes of an image that is sent inside the request as a data: URI. */
    @WithDefault("5242880")
    @PositiveOrZero
    int dataUriBytes();

    /** Bytes of an input that are kept in the database; larger ones lie in the bucket. */
    @WithDefault("65536")
    @PositiveOrZero
    int inlineInputBytes();
}
