package dev.reelay.api.facade;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How clients of providers are answered in the providers' own forms. */
@ConfigMapping(prefix = "reelay.facades")
public interface FacadeConfig {
    /** For how long a submit whose answer was cut is taken for the same when it comes again. */
    @WithDefault("60s")
    @DurationMin
    Duration repeatWithin();

    /** For how long a call that waits for its video is held at most. */
    @WithDefault("30m")
    @DurationMin(nanos = 1)
    Duration holdFor();

    /** For how long an address to upload to works. */
    @WithDefault("1h")
    @DurationMin(nanos = 1)
    Duration uploadWithin();
}
