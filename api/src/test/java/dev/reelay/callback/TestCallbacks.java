package dev.reelay.callback;

import dev.reelay.account.ProvidersConfig;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.outside.AddressGuard;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;

/** Callbacks of an installation with these settings. */
public final class TestCallbacks {
    private TestCallbacks() {}

    public static Callbacks with(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CallbacksConfig.class)
                .withMapping(ProvidersConfig.class)
                .withDefaultValues(settings)
                .build();
        return new Callbacks(
                config.getConfigMapping(CallbacksConfig.class),
                config.getConfigMapping(ProvidersConfig.class),
                CatalogLoader.load(null, Map.of()),
                new AddressGuard(Set.of("http://127.0.0.1:8090")));
    }
}
