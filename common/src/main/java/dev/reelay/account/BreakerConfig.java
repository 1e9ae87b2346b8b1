package dev.reelay.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.PositiveOrZero;

/** When an offering that fails is left alone for a while. */
@ConfigMapping(prefix = "reelay.breaker")
public interface BreakerConfig {
    /** So many failures in a row open the breaker of an offering; 0 for none. */
    @WithDefault("5")
    @PositiveOrZero
    int after();
}
