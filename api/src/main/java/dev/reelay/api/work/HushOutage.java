package dev.reelay.api.work;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connector from telling of each record, with its stack, that the broker did not take it: that is hundreds of
 * pages an outage. The sweeper says once that the broker takes none, and once that it does again.
 */
@LoggingFilter(name = "hush-outage")
final class HushOutage implements Filter {
    private static final String CONNECTOR = "io.smallrye.reactive.messaging.kafka";

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !CONNECTOR.equals(entry.getLoggerName()) || !isOfOneRecord(entry.getMessage());
    }

    private static boolean isOfOneRecord(@Nullable String message) {
        return message != null && (message.startsWith("SRMSG18206") || message.startsWith("SRMSG18212"));
    }
}
