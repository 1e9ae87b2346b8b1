package dev.reelay.worker.retention;

import dev.reelay.event.EventsConfig;
import dev.reelay.retention.KeepConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/** Ends a start whose times of keeping cannot be meant: a time that is not above 0 would drop everything at once. */
@ApplicationScoped
class CheckKeep {
    private static final String PREFIX = "reelay.keep.";

    static void started(@Observes StartupEvent event, KeepConfig keep, EventsConfig events) {
        check(keep, events.keepDays());
    }

    static void check(KeepConfig keep, int eventDays) {
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
