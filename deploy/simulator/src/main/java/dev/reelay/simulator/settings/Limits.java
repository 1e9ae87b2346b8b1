package dev.reelay.simulator.settings;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one key may do at once and in a window of time. */
public record Limits(
        int concurrency,
        boolean refusesBeyond,
        Rate submits,
        Rate polls,
        @Nullable Duration retryAfter) {
    static Limits of(Function<Setting, String> value) {
        return new Limits(
                count(value.apply(Setting.CONCURRENCY)),
                refuses(value.apply(Setting.OVER_CONCURRENCY)),
                Rate.parse(value.apply(Setting.RATE_LIMIT)),
                Rate.parse(value.apply(Setting.POLL_RATE_LIMIT)),
                retryAfter(value.apply(Setting.RETRY_AFTER)));
    }

    static int count(String text) {
        return text.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(text);
    }

    static boolean refuses(String text) {
        return switch (text) {
            case "queue" -> false;
            case "refuse" -> true;
            default -> throw new IllegalArgumentException("must be queue or refuse, not " + text);
        };
    }

    static @Nullable Duration retryAfter(String text) {
        return text.equals("none") ? null : Span.duration(text);
    }
}
