package dev.reelay.api.ui.overview;

import dev.reelay.api.ui.page.Chart;
import dev.reelay.api.ui.request.ListView;
import dev.reelay.overview.Overview;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How things stand, as the first page shows it.
 *
 * @param newest the requests that were asked for last
 */
public record GlanceView(Overview overview, ListView newest) {
    /**
     * A row of a chart of bars: what it is of, how many, and how wide that is in hundredths of the widest.
     *
     * @param link to the list of just these; empty where no filter finds them
     */
    public record Bar(String name, String count, long width, String link) {}

    /** Requests that came in, minute by minute. */
    public Chart accepted() {
        return Chart.of(
                overview.throughput().stream().map(Overview.Minute::accepted).toList());
    }

    /** Requests that were completed, minute by minute. */
    public Chart completed() {
        return Chart.of(
                overview.throughput().stream().map(Overview.Minute::completed).toList());
    }

    /** How many came in within the hour. */
    public long acceptedInAll() {
        return overview.throughput().stream()
                .mapToLong(Overview.Minute::accepted)
                .sum();
    }

    /** How many were completed within the hour. */
    public long completedInAll() {
        return overview.throughput().stream()
                .mapToLong(Overview.Minute::completed)
                .sum();
    }

    /** How many wait, for whatever. */
    public String waitingInAll() {
        long sum =
                overview.waiting().stream().mapToLong(Overview.Reason::requests).sum();
        return sum + (overview.waiting().stream().anyMatch(Overview.Reason::more) ? "+" : "");
    }

    /** What they wait for. */
    public List<Bar> waiting() {
        long most = overview.waiting().stream()
                .mapToLong(Overview.Reason::requests)
                .max()
                .orElse(1);
        return overview.waiting().stream()
                .map(reason -> new Bar(
                        reason.reason(),
                        reason.requests() + (reason.more() ? "+" : ""),
                        width(reason.requests(), most),
                        listOf(reason.reason())))
                .toList();
    }

    private static String listOf(String reason) {
        return switch (reason) {
            case "held" -> "/ui/requests?status=held";
            case "quarantine" -> "/ui/requests?status=quarantined";
            default -> "";
        };
    }

    /** How many failed within a day. */
    public long failedInAll() {
        return overview.failures().stream().mapToLong(Overview.Failed::requests).sum();
    }

    /** What of. */
    public List<Bar> failures() {
        long most = overview.failures().stream()
                .mapToLong(Overview.Failed::requests)
                .max()
                .orElse(1);
        return overview.failures().stream()
                .map(failed -> new Bar(
                        failed.errorClass(),
                        String.valueOf(failed.requests()),
                        width(failed.requests(), most),
                        "/ui/requests?error=" + failed.errorClass() + "&age=last+day"))
                .toList();
    }

    /** How long the oldest request is without an end; null when all have one. */
    public @Nullable Duration oldestFor() {
        Overview.Oldest oldest = overview.oldest();
        return oldest == null
                ? null
                : Duration.between(oldest.generation().times().acceptedAt(), overview.at());
    }

    private static long width(long count, long most) {
        return Math.max(2, Math.round(100.0 * count / Math.max(1, most)));
    }
}
