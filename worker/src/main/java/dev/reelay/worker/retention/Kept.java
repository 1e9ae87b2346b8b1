package dev.reelay.worker.retention;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** For how long things of one tenant are kept: what the settings say of it, else what they say of all. */
record Kept(
        Optional<Duration> prompts,
        Optional<Duration> results,
        Optional<Duration> requests,
        Optional<Duration> uploads) {

    static Kept of(KeepConfig config, String tenant) {
        Optional<KeepConfig.Times> own = Optional.ofNullable(config.tenants()).map(all -> all.get(tenant));
        return new Kept(
                time(config, own, KeepConfig.Times::prompts),
                time(config, own, KeepConfig.Times::results),
                time(config, own, KeepConfig.Times::requests),
                time(config, own, KeepConfig.Times::uploads));
    }

    private static Optional<Duration> time(
            KeepConfig config, Optional<KeepConfig.Times> own, Function<KeepConfig.Times, Optional<Duration>> which) {
        return own.flatMap(which).or(() -> which.apply(config.times()));
    }
}
