package dev.reelay.retention;

import dev.reelay.event.EventsConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The shortest time that settings give for each kind of thing, over all tenants: what the table {@code keep_at_least} says.
 * Absent is what never goes.
 */
public final class ShortestKeep {
    private ShortestKeep() {}

    /** By the word of the table. */
    public static Map<String, Optional<Duration>> of(KeepConfig keep, EventsConfig events) {
        Map<String, Optional<Duration>> times = new LinkedHashMap<>();
        times.put("text", shortest(keep, KeepConfig.Times::prompts));
        times.put("files", shortest(keep, KeepConfig.Times::results));
        times.put("requests", requests(keep));
        times.put("audit", keep.audit());
        times.put("events", Optional.of(Duration.ofDays(events.keepDays())));
        times.put("deliveries", Optional.of(Duration.ofDays(keep.deliveryDays().orElse(events.keepDays()))));
        return times;
    }

    /** How long any tenant's requests, and with them their idempotency keys, are kept at least; absent is for good. */
    public static Optional<Duration> requests(KeepConfig keep) {
        return shortest(keep, KeepConfig.Times::requests);
    }

    private static Optional<Duration> shortest(KeepConfig keep, Function<KeepConfig.Times, Optional<Duration>> which) {
        List<KeepConfig.Times> all = new ArrayList<>(keep.tenants().values());
        all.add(keep.times());
        return all.stream().map(which).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
