package dev.reelay.api.ui.provider;

import dev.reelay.api.ui.page.Bars;
import dev.reelay.api.ui.page.Format;
import dev.reelay.limit.Past;
import dev.reelay.limit.Past.Hour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an account did within a day, as two small charts. */
public record PastView(List<Hour> hours) {
    /** The full height of a chart of failures is always all of them, so that any two can be compared by looking. */
    private static final double ALL = 1;

    public PastView {
        hours = List.copyOf(hours);
    }

    static @Nullable PastView of(List<Past> all, String provider, String account) {
        return all.stream()
                .filter(past ->
                        past.provider().equals(provider) && past.account().equals(account))
                .findFirst()
                .map(past -> new PastView(past.hours()))
                .orElse(null);
    }

    /** In how much time half of them were rendered, hour by hour. */
    public Bars latency() {
        List<@Nullable Double> seconds = new ArrayList<>();
        hours.forEach(
                hour -> seconds.add(hour.median() == null ? null : hour.median().toMillis() / 1000.0));
        return Bars.of(
                seconds, 0, n -> ago(n) + ": half within " + told(hours.get(n).median()));
    }

    /** Which part of them failed, hour by hour. */
    public Bars failures() {
        List<@Nullable Double> rates = new ArrayList<>();
        hours.forEach(hour -> rates.add(hour.ended() == 0 ? null : (double) hour.failed() / hour.ended()));
        return Bars.of(
                rates,
                ALL,
                n -> ago(n) + ": " + hours.get(n).failed() + " of "
                        + hours.get(n).ended() + " failed");
    }

    /** The median of the newest hour that has one; null when none has. */
    public @Nullable Duration lately() {
        return hours.reversed().stream()
                .map(Hour::median)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The longest median of an hour, in words. */
    public String slowest() {
        return told(hours.stream()
                .map(Hour::median)
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(null));
    }

    /** How many came to anything within the day. */
    public int ended() {
        return hours.stream().mapToInt(Hour::ended).sum();
    }

    /** How many of them failed. */
    public int failed() {
        return hours.stream().mapToInt(Hour::failed).sum();
    }

    /** Which part of them that is. */
    public String rate() {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * failed() / Math.max(1, ended()));
    }

    private String ago(int n) {
        int hoursAgo = hours.size() - 1 - n;
        return hoursAgo == 0 ? "within the hour" : hoursAgo == 1 ? "an hour ago" : hoursAgo + " hours ago";
    }

    private static String told(@Nullable Duration median) {
        return median == null ? "–" : Format.told(median);
    }
}
