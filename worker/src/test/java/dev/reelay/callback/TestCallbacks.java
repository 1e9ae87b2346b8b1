package dev.reelay.callback;

import dev.reelay.catalog.Catalog;
import dev.reelay.database.Database;
import dev.reelay.outside.AddressGuard;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Callbacks of an installation of a test, and what they need. */
public final class TestCallbacks {
    private TestCallbacks() {}

    private record Settings(Optional<String> publicUrl) implements CallbacksConfig {
        @Override
        public Duration keys() {
            return Duration.ofSeconds(20);
        }
    }

    /** Nobody is asked to call back. */
    public static Callbacks off(Catalog catalog) {
        return new Callbacks(new Settings(Optional.empty()), Map::of, catalog, new AddressGuard(Set.of()));
    }

    /** Whoever publishes keys is asked to. */
    public static Callbacks on(Catalog catalog) {
        return new Callbacks(
                new Settings(Optional.of("https://video.example.com")), Map::of, catalog, new AddressGuard(Set.of()));
    }

    public static CallbackKeys keys(Database database) {
        return new CallbackKeys(database);
    }

    public static HearCallback hear(Database database) {
        return new HearCallback(database);
    }
}
