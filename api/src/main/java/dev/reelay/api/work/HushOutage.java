package dev.reelay.api.work;

import dev.reelay.log.TellKeys;
import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connector from telling of each record, with its stack, that the broker did not take it: that is hundreds of
 * pages an outage. The sweeper says once that the broker takes none, and once that it does again. Nor does it warn of what
 * we have set ourselves. What else is said keeps its keys.
 */
@LoggingFilter(name = "hush-outage")
final class HushOutage implements Filter {
    private static final String CONNECTOR = "io.smallrye.reactive.messaging.kafka";

    /** Two of single records, and one that says that the commits of the door for requests are in nobody's health check. */
    private static final List<String> NO_NEWS = List.of("SRMSG18206", "SRMSG18212", "SRMSG18235");

    private final TellKeys keys;

    HushOutage(@ConfigProperty(name = "reelay.log.json", defaultValue = "false") boolean json) {
        this.keys = new TellKeys(json);
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        return keys.isLoggable(entry) && (!CONNECTOR.equals(entry.getLoggerName()) || !isNoNews(entry.getMessage()));
    }

    private static boolean isNoNews(@Nullable String message) {
        return message != null && NO_NEWS.stream().anyMatch(message::startsWith);
    }
}
