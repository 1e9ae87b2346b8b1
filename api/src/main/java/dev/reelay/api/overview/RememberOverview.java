package dev.reelay.api.overview;

import dev.reelay.overview.Overview;
import dev.reelay.overview.ReadOverview;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads the overview of a tenant once a moment, however many look at it; who comes meanwhile gets the same. */
@ApplicationScoped
public class RememberOverview {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST = 1_000;

    private final ReadOverview overviews;
    private final InstantSource clock;
    private final Map<Optional<Integer>, Overview> known = new ConcurrentHashMap<>();

    RememberOverview(ReadOverview overviews, InstantSource clock) {
        this.overviews = overviews;
        this.clock = clock;
    }

    /** Of a tenant, or of all with null. */
    public Overview of(@Nullable Integer tenant) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.compute(
                Optional.ofNullable(tenant),
                (key, before) -> before != null && isNew(before) ? before : overviews.read(tenant));
    }

    private boolean isNew(Overview overview) {
        Duration age = Duration.between(overview.at(), clock.instant());
        return !age.isNegative() && age.compareTo(REMEMBERED) < 0;
    }
}
