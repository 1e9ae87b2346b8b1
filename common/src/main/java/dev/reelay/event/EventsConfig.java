package dev.reelay.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.net.URI;

/** What is said of events, and for how long they can be read. */
@ConfigMapping(prefix = "reelay.events")
public interface EventsConfig {
    /** The {@code source} of every CloudEvent. */
    @WithDefault("/reelay")
    URI source();

    /** How many whole days an event is kept at least; a reader that was away for longer is told what it missed. */
    @WithDefault("30")
    @Positive
    int keepDays();
}
