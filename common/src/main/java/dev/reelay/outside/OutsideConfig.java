package dev.reelay.outside;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** What of the inside may be reached although the guard would refuse it. */
@ConfigMapping(prefix = "reelay.outside")
public interface OutsideConfig {
    /** Exact origins (scheme://host:port) that may be plain http and may have any address: simulators, local receivers. */
    Optional<Set<String>> allowedOrigins();
}
