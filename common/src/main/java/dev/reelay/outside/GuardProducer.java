package dev.reelay.outside;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Makes the one guard of the process, at start, so that a mistake in its list ends the start. */
final class GuardProducer {
    @Produces
    @Singleton
    AddressGuard guard(OutsideConfig config) {
        return new AddressGuard(config.allowedOrigins().orElse(Set.of()), config.ports(), config.plainHttp());
    }
}
