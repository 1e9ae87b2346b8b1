package dev.reelay.simulator.bill;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The bill at one moment: totals of everything since the last reset, the same for each part ({@code fal},
 * {@code fal model …}, {@code fal key …}), how often the same body was bought, and the submits that are still kept.
 */
public record BillReport(Totals totals, Map<String, Totals> parts, Repeats repeats, List<BillLine> lines) {
    /** The totals of one part; refuses a name that never came up. */
    public Totals part(String name) {
        Totals part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("no part " + name + " on the bill, only " + parts.keySet());
        }
        return part;
    }

    /** All counters of one part. */
    public record Totals(
            Submits submits, Work work, Calls calls, Downloads downloads, Level inFlight, Level rendering) {}

    /** Submits that came in, whatever became of them. */
    public record Submits(long all, long accepted, long refused) {}

    /** What the accepted jobs came to; rendered counts each job whose rendering ran to its end, good or bad. */
    public record Work(long started, long rendered, long succeeded, long failed, long cancelled, BigDecimal charged) {}

    /** Calls that came in about jobs, known or not, and webhooks that went out. */
    public record Calls(long polls, long resultFetches, long cancels, long webhooks) {}

    /** Downloads of results; a leak is a download that brought credentials. */
    public record Downloads(long all, long bytes, long credentialsLeaked) {}

    /** How many jobs now, and the most there were at once. */
    public record Level(int now, int most) {}

    /** Bodies, told apart by provider, model and checksum, that were accepted or rendered more than once. */
    public record Repeats(long acceptedTwice, long renderedTwice, boolean complete) {}
}
