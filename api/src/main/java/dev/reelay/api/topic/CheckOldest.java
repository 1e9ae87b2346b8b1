package dev.reelay.api.topic;

import dev.reelay.retention.KeepConfig;
import dev.reelay.retention.ShortestKeep;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Ends a start where a record may be accepted that is older than requests are kept: its key may have been forgotten, and it
 * would be bought again.
 */
@ApplicationScoped
class CheckOldest {
    static void started(@Observes StartupEvent event, TopicConfig topic, KeepConfig keep) {
        check(topic.oldest(), keep);
    }

    static void check(Duration oldest, KeepConfig keep) {
        ShortestKeep.requests(keep).filter(kept -> kept.compareTo(oldest) < 0).ifPresent(kept -> {
            throw new IllegalStateException(
                    "reelay.topic.oldest is " + oldest + " and must be no longer than reelay.keep.requests, " + kept
                            + ", also of each tenant: a record whose request is forgotten would be bought again");
        });
    }
}
