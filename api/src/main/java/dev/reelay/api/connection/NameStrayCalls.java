package dev.reelay.api.connection;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Gives all calls that no resource answers one name in the metrics. They would be counted by the path that their caller made up,
 * and as there is room for so many paths only, a caller without a key could push the real ones out.
 */
@Singleton
class NameStrayCalls implements MeterFilter {
    private static final String METER = "http.server.requests";
    private static final String PATH = "uri";
    private static final String STRAY = "STRAY";
    /** Statuses of calls that no resource takes. */
    private static final Set<String> REFUSED_BEFORE = Set.of("400", "405", "501");

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().equals(METER) && isStray(id) ? id.replaceTags(renamed(id)) : id;
    }

    private static boolean isStray(Meter.Id id) {
        String path = String.valueOf(id.getTag(PATH));
        return "OPTIONS".equals(id.getTag("method"))
                || REFUSED_BEFORE.contains(String.valueOf(id.getTag("status")))
                || path.contains("%")
                || path.contains("//");
    }

    private static List<Tag> renamed(Meter.Id id) {
        return id.getTags().stream()
                .map(tag -> tag.getKey().equals(PATH) ? Tag.of(PATH, STRAY) : tag)
                .toList();
    }
}
