package dev.reelay.simulator.settings;

import java.time.Duration;

/** At most so many calls in each window of time; {@code none} allows any number. */
public record Rate(long calls, Duration window) {
    /** No limit at all. */
    public static final Rate UNLIMITED = new Rate(Long.MAX_VALUE, Duration.ofDays(1));

    /** Reads {@code 10/1s} or {@code none}. */
    public static Rate parse(String text) {
        if (text.equals("none")) {
            return UNLIMITED;
        }
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("not a rate such as 10/1s or none: " + text);
        }
        Duration window = Span.duration(text.substring(slash + 1));
        if (!window.isPositive()) {
            throw new IllegalArgumentException("the window of a rate must be longer than nothing: " + text);
        }
        return new Rate(Long.parseLong(text.substring(0, slash)), window);
    }
}
