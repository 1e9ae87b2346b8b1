package dev.reelay.api.work;

import dev.reelay.log.TellKeys;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connector from telling of each record, with its stack, that the broker did not take it: that is hundreds of
 * pages an outage. The sweeper says once that the broker takes none, and once that it does again. What else is
 * said keeps its keys.
 */
@LoggingFilter(name = "hush-outage")
final class HushOutage implements Filter {
    private static final String CONNECTOR = "io.smallrye.reactive.messaging.kafka";

    private final TellKeys keys;

    HushOutage(@ConfigProperty(name = "reelay.log.json", defaultValue = "false") boolean json) {
        this.keys = new TellKeys(json);
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        return keys.isLoggable(entry)
                && (!CONNECTOR.equals(entry.getLoggerName()) || !isOfOneRecord(entry.getMessage()));
    }

    private static boolean isOfOneRecord(@Nullable String message) {
        return message != null && (message.startsWith("SRMSG18206") || message.startsWith("SRMSG18212"));
    }
}
