package dev.reelay.api.caller;

import dev.reelay.tenant.ApiKey;
import dev.reelay.tenant.Tenants;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the first tenant and its key, so that a new installation can be used; a key of the wrong form ends the start. */
@Singleton
class Bootstrap {
    private final BootstrapConfig config;
    private final Tenants tenants;

    Bootstrap(BootstrapConfig config, Tenants tenants) {
        this.config = config;
        this.tenants = tenants;
    }

    void started(@Observes StartupEvent event) {
        if (config.tenant().isPresent() != config.apiKey().isPresent()) {
            throw new IllegalStateException(
                    "reelay.bootstrap.tenant and reelay.bootstrap.api-key go together: set both, or neither");
        }
        if (config.tenant().isPresent() && config.apiKey().isPresent()) {
            ApiKey key = ApiKey.parse(config.apiKey().get())
                    .orElseThrow(() -> new IllegalStateException(
                            "reelay.bootstrap.api-key must be rl_ and 43 characters of base64url (32 random bytes)"));
            String name = config.tenant().get();
            tenants.ensure(name, config.inputPrefixes().orElse(List.of()));
            tenants.ensure(name, key);
        }
    }
}
