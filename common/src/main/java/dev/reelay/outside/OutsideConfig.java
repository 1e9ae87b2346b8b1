package dev.reelay.outside;

import dev.reelay.setting.YesOrNo;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import java.util.Set;

/** What may be reached outside, and what of the inside although the guard would refuse it. */
@ConfigMapping(prefix = "reelay.outside")
public interface OutsideConfig {
    /** Exact origins (scheme://host:port) that may be plain http and may have any address: simulators, local receivers. */
    Optional<Set<String>> allowedOrigins();

    /** The ports of the public Internet that may be called. */
    @WithDefault("443,8443")
    Set<@Min(1) @Max(65535) Integer> ports();

    /** Whether public URLs may be plain http, which anyone on the way can read and change; then port 80 may be called too. */
    @WithDefault("false")
    @WithConverter(YesOrNo.class)
    boolean plainHttp();
}
