package dev.reelay.worker.retention;

import dev.reelay.event.EventsConfig;
import dev.reelay.retention.CheckKeep;
import dev.reelay.retention.KeepConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends a start whose times of keeping cannot be meant. */
@ApplicationScoped
class CheckAtStart {
    static void started(
            @Observes StartupEvent event,
            KeepConfig keep,
            EventsConfig events,
            @ConfigProperty(name = CheckKeep.OLDEST) Optional<Duration> oldest) {
        CheckKeep.check(keep, events, oldest.orElse(CheckKeep.OLDEST_BY_DEFAULT));
    }
}
