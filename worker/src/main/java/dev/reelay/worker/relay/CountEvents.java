package dev.reelay.worker.relay;

import dev.reelay.event.Event;
import dev.reelay.event.EventType;
import dev.reelay.event.Positioned;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/**
 * Counts what has happened, whichever process did it and by whatever door it came: every event passes here once, after the
 * broker has it. Only a relay that was deposed between two commits counts a batch again.
 */
@Singleton
class CountEvents {
    private final MeterRegistry meters;

    CountEvents(MeterRegistry meters) {
        this.meters = meters;
        EventType.ALL.forEach(this::ofType);
        EventType.TERMINAL.forEach(type -> ended(type, ""));
    }

    void published(List<Positioned> events) {
        for (Positioned positioned : events) {
            Event event = positioned.event();
            ofType(event.type()).increment();
            if (EventType.TERMINAL.contains(event.type())) {
                ended(event.type(), event.data().at("/error/class").asText("")).increment();
            }
        }
    }

    private Counter ofType(String type) {
        return Counter.builder("reelay.events.published")
                .description("events that are at the broker")
                .tag("type", type)
                .register(meters);
    }

    private Counter ended(String type, String error) {
        return Counter.builder("reelay.requests.ended")
                .description("requests that have come to their end")
                .tag("status", type.substring(type.indexOf('.') + 1))
                .tag("error", error.toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
