package dev.reelay.log;

import io.quarkus.logging.LoggingFilter;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Gives a line's {@code key=value} pairs to its mapped context, so that logs in JSON have them as fields of fixed names and
 * one request can be followed through all processes. Lets every line pass.
 */
@LoggingFilter(name = "tell-keys")
public final class TellKeys implements Filter {
    /** The names; what else looks like a pair stays in the message alone. */
    public static final Set<String> KEYS = Set.of(
            "generation",
            "attempt",
            "tenant",
            "batch",
            "provider",
            "account",
            "offering",
            "delivery",
            "partition",
            "state",
            "kind",
            "outcome",
            "status");

    private static final Pattern PAIR = Pattern.compile("(?<![\\w.=?&])([a-z]+)=([^\\s,;]*[^\\s,;:.])");

    private static final PatternFormatter MESSAGES = new PatternFormatter("%s");

    private final boolean json;

    /** @param json whether anybody would see the fields */
    public TellKeys(@ConfigProperty(name = "reelay.log.json", defaultValue = "false") boolean json) {
        this.json = json;
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (json && entry instanceof ExtLogRecord line) {
            tell(line);
        }
        return true;
    }

    private static void tell(ExtLogRecord line) {
        String message = MESSAGES.formatMessage(line);
        if (message == null || message.indexOf('=') < 0) {
            return;
        }
        Matcher pair = PAIR.matcher(message);
        while (pair.find()) {
            if (KEYS.contains(pair.group(1))) {
                line.putMdc(pair.group(1), pair.group(2));
            }
        }
    }
}
