package dev.reelay.api.ui.page;

import dev.reelay.budget.Budget;
import dev.reelay.generation.Attempt;
import dev.reelay.webhook.Delivery;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How templates write times, amounts and sizes. */
@TemplateExtension
public final class Format {
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int SHORT_ID = 8;
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};

    private Format() {}

    static Badge badge(Attempt attempt) {
        return Badge.of(attempt.state());
    }

    static Badge badge(Delivery delivery) {
        return Badge.ofDelivery(delivery.state());
    }

    /** For machines. */
    static String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** For people, until the script of the page writes it in their own zone. */
    static String plain(Instant at) {
        return PLAIN.format(at);
    }

    /** The part of an id that tells it from its neighbours: of ids in the order of time that is the end. */
    public static String tail(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - SHORT_ID);
    }

    /** With at least two decimals and at most four. */
    public static String money(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(2, Math.min(plain.scale(), 4)), RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Without its fraction. */
    static long rounded(double number) {
        return Math.round(number);
    }

    static String size(long bytes) {
        double left = bytes;
        int unit = 0;
        while (left >= 1000 && unit < SIZES.length - 1) {
            left /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", left, SIZES[unit]);
    }

    /** In the two largest units. */
    public static String told(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds < 10 ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0) : seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** How often a budget begins anew. */
    static String period(Budget budget) {
        return switch (budget.limit().period()) {
            case DAY -> "each day";
            case MONTH -> "each month";
            case TOTAL -> "for good";
        };
    }

    /** How long an attempt lasted; null while it lasts. */
    static @Nullable Duration took(Attempt attempt) {
        Instant end = attempt.times().verdictAt();
        return end == null ? null : Duration.between(attempt.times().createdAt(), end);
    }

    /** The parts of a name with dots, between which a line may end. */
    static List<String> atDots(String name) {
        return List.of(name.split("(?<=\\.)"));
    }

    /** The day of a time, as a form has it. */
    static String day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** One a line. */
    static String lines(List<String> texts) {
        return String.join("\n", texts);
    }

    /** Words of the api in plain English: {@code in_queue} is "in queue". */
    public static String words(String name) {
        return name.replace('_', ' ').replace('.', ' ');
    }
}
