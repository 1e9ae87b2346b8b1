package dev.reelay.simulator.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time, fixed ({@code 2s}) or drawn evenly from a range ({@code 500ms..3s}); {@code hold} never ends by
 * itself.
 */
public record Span(Duration least, Duration most) {
    /** Longer than any test; jobs that take it end only when they are told to. */
    public static final Duration HOLD = Duration.ofDays(36_500);

    private static final Pattern AMOUNT = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    public Span {
        if (most.compareTo(least) < 0) {
            throw new IllegalArgumentException("a range of time must not end before it begins: " + least + ".." + most);
        }
    }

    /** Reads {@code 2s}, {@code 500ms..3s} or {@code hold}. */
    public static Span parse(String text) {
        int dots = text.indexOf("..");
        return dots < 0
                ? new Span(duration(text), duration(text))
                : new Span(duration(text.substring(0, dots)), duration(text.substring(dots + 2)));
    }

    /** Reads one amount of time: a whole number with the unit ms, s, m, h or d, or {@code hold}. */
    public static Duration duration(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals("hold")) {
            return HOLD;
        }
        Matcher matcher = AMOUNT.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an amount of time such as 250ms, 2s, 5m, 1h, 7d or hold: " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** One length of the range. */
    public Duration draw(RandomGenerator random) {
        long extra = most.minus(least).toMillis();
        return extra == 0 ? least : least.plusMillis(random.nextLong(extra + 1));
    }
}
