package dev.reelay.api.topic;

import dev.reelay.event.EventsConfig;
import dev.reelay.retention.CheckKeep;
import dev.reelay.retention.KeepConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Ends a start where a record may be accepted that is older than requests are kept. */
@ApplicationScoped
class CheckOldest {
    static void started(@Observes StartupEvent event, TopicConfig topic, KeepConfig keep, EventsConfig events) {
        CheckKeep.check(keep, events, topic.oldest());
    }
}
