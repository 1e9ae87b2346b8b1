package dev.reelay.simulator.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing that can be set. Values are text in one spelling for Java, JSON, arguments and the environment, and are
 * checked when they are set, never when they are used.
 */
public enum Setting {
    PORT("0", "port to listen on, 0 takes a free one; read at the start only"),
    HOST("127.0.0.1", "address to listen on; read at the start only"),
    PUBLIC_URI("", "what links in answers begin with; empty for http://127.0.0.1:port; read at the start"),
    SEED("0", "seed of all random choices but ids and file names; 0 draws one; read at the start only"),
    JOURNAL("", "file in which accepted jobs outlive the process; empty for none; read at the start only"),
    KEEP_JOBS("50000", "finished jobs kept in full; older ones that were fetched live on in counters"),
    KEEP_BODIES("2000", "submit bodies kept on the bill"),
    BODY_LIMIT("4KiB", "bytes kept of each body"),
    QUEUE_TIME("0s", "time in the queue: 2s, 1s..3s or hold"),
    QUEUE_AHEAD("0", "strangers' jobs ahead in the queue; the number falls during the queue time"),
    GENERATION_TIME("2s", "time of rendering: 2s, 1s..3s or hold"),
    RECORD_LIFETIME("7d", "time after its end in which a job can be asked for"),
    HISTORY_DELAY("0s", "time until an accepted job stands in the provider's history"),
    RESULT_SIZE("1MiB", "size of a video, 2MiB or 64KiB..4MiB; never below the bare clip"),
    LINK_LIFETIME("7d", "time in which a result link works"),
    EXPIRED_LINK_STATUS("404", "what an expired link answers: 403, 404 or 410"),
    CONCURRENCY("unlimited", "jobs of one key that render at once"),
    OVER_CONCURRENCY("queue", "jobs beyond the concurrency: queue, or refuse with 429"),
    RATE_LIMIT("none", "submits of one key: 10/1s or none"),
    POLL_RATE_LIMIT("none", "status and result calls of one key: 100/1s or none"),
    RETRY_AFTER("none", "Retry-After of rate limit answers: 2s or none"),
    KEYS("any", "accepted keys, separated by commas, or any"),
    MODELS("", "further model ids, separated by commas; they take the inputs of the provider's first"),
    CREDIT("unlimited", "money of one key; submits beyond it are refused"),
    PRICE("list", "price of one job, or list for the provider's own"),
    CANCEL_RUNNING("stop", "a cancel of a rendering job where the provider tries: stop, or ignore"),
    FAULTS("", "chances such as status-500:0.05,download-cut@1000:0.1");

    private final String initial;
    private final String description;

    Setting(String initial, String description) {
        this.initial = initial;
        this.description = description;
    }

    /** The setting with this key, for example {@code generation-time}. */
    public static Setting named(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no setting is called " + key));
    }

    /** Its name in JSON and arguments. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String description() {
        return description;
    }

    String initial() {
        return initial;
    }

    String checked(String value) {
        try {
            Objects.requireNonNull(parsed(value));
            return value;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(key() + ": " + e.getMessage(), e);
        }
    }

    private Object parsed(String value) {
        return switch (this) {
            case HOST, PUBLIC_URI, JOURNAL -> value;
            case PORT, KEEP_JOBS, KEEP_BODIES -> Integer.valueOf(value);
            case SEED -> Long.valueOf(value);
            case BODY_LIMIT -> ByteSize.bytes(value);
            default -> Behaviour.of(setting -> setting == this ? value : setting.initial());
        };
    }
}
