package dev.reelay.retention;

import dev.reelay.event.EventsConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * Refuses times of keeping that cannot be meant: one that is not above 0 would drop everything at once, and a request that is
 * forgotten while its record is still accepted would be bought again.
 */
public final class CheckKeep {
    /** How old a record may be that is accepted. */
    public static final String OLDEST = "reelay.topic.oldest";

    /** The same where nothing is said. */
    public static final Duration OLDEST_BY_DEFAULT = Duration.ofDays(7);

    private static final String PREFIX = "reelay.keep.";

    private CheckKeep() {}

    /**
     * Passes over what can be meant.
     *
     * @param oldest how old a record of Kafka may be that is accepted
     * @throws IllegalStateException naming the key, what it is, and what would be right
     */
    public static void check(KeepConfig keep, EventsConfig events, Duration oldest) {
        int eventDays = events.keepDays();
        if (eventDays < 1) {
            throw new IllegalStateException("reelay.events.keep-days is " + eventDays + " and must be 1 or more");
        }
        // What is delivered again must be there: deliveries are kept no longer than what they tell.
        keep.deliveryDays().ifPresent(days -> {
            if (days < 1 || days > eventDays) {
                throw new IllegalStateException("reelay.keep.delivery-days is " + days
                        + " and must be from 1 to reelay.events.keep-days, " + eventDays);
            }
        });
        positive("audit", keep.audit());
        check("", keep.times());
        keep.tenants().forEach((tenant, times) -> check("tenants." + tenant + ".", times));
        ShortestKeep.requests(keep).filter(kept -> kept.compareTo(oldest) < 0).ifPresent(kept -> {
            throw new IllegalStateException(
                    OLDEST + " is " + oldest + " and must be no longer than reelay.keep.requests, " + kept
                            + ", also of each tenant: a record whose request is forgotten would be bought again");
        });
    }

    private static void check(String whose, KeepConfig.Times times) {
        positive(whose + "prompts", times.prompts());
        positive(whose + "results", times.results());
        positive(whose + "requests", times.requests());
        positive(whose + "uploads", times.uploads());
    }

    private static void positive(String key, Optional<Duration> time) {
        time.filter(given -> !given.isPositive()).ifPresent(given -> {
            throw new IllegalStateException(
                    PREFIX + key + " is " + given + " and must be above 0, such as 30d; without it all is kept");
        });
    }
}
