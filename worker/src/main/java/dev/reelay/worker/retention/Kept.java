package dev.reelay.worker.retention;

import dev.reelay.retention.KeepConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** For how long things of one tenant are kept: what the settings say of it, else what they say of all. */
record Kept(
        Optional<Duration> prompts,
        Optional<Duration> results,
        Optional<Duration> requests,
        Optional<Duration> uploads) {

    static Kept of(KeepConfig config, String tenant) {
        Optional<KeepConfig.Times> own = own(config, tenant);
        return new Kept(
                time(config, own, KeepConfig.Times::prompts),
                time(config, own, KeepConfig.Times::results),
                time(config, own, KeepConfig.Times::requests),
                time(config, own, KeepConfig.Times::uploads));
    }

    /**
     * Those of the tenant's exact name, else of one that is the same but for case and what environment variables cannot say.
     */
    private static Optional<KeepConfig.Times> own(KeepConfig config, String tenant) {
        Map<String, KeepConfig.Times> all = config.tenants();
        return Optional.ofNullable(all.get(tenant))
                .or(() -> all.entrySet().stream()
                        .filter(entry -> names(entry.getKey(), tenant))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    /** Whether the settings name this tenant. */
    static boolean names(String key, String tenant) {
        return plain(key).equals(plain(tenant));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    }

    private static Optional<Duration> time(
            KeepConfig config, Optional<KeepConfig.Times> own, Function<KeepConfig.Times, Optional<Duration>> which) {
        return own.flatMap(which).or(() -> which.apply(config.times()));
    }
}
