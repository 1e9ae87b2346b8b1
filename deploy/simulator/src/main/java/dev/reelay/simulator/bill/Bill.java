package dev.reelay.simulator.bill;

import dev.reelay.simulator.bill.BillLine.Received;
import dev.reelay.simulator.video.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Every submit and what came of it, counted as it happens. Lines and bodies are kept within limits, counters for ever.
 * Not thread-safe: it lives on the event loop.
 */
public final class Bill {
    private final Tally all = new Tally();
    private final Map<String, Tally> parts = new TreeMap<>();
    private final Deque<BillEntry> entries = new ArrayDeque<>();
    private final Deque<BillEntry> bodies = new ArrayDeque<>();
    private final RepeatedBodies repeats = new RepeatedBodies();
    private final int keptLines;
    private final int keptBodies;

    public Bill(int keptLines, int keptBodies) {
        this.keptLines = keptLines;
        this.keptBodies = keptBodies;
    }

    /** Opens a line. */
    public BillEntry submitted(Received received) {
        String provider = received.provider();
        List<Tally> tallies = List.of(
                all,
                part(provider),
                part(provider + " model " + received.model()),
                part(provider + " key " + received.key()));
        String body = provider + "\n" + received.model() + "\n" + received.bodySha256();
        BillEntry entry =
                new BillEntry(received, tallies, repeats.body(Sha256.of(body.getBytes(StandardCharsets.UTF_8))));
        entries.add(entry);
        bodies.add(entry);
        trim();
        return entry;
    }

    /** A call about a job that nobody knows: counted in the totals alone. */
    public void strayPoll(String provider) {
        all.add(Count.POLLS, 1);
        part(provider).add(Count.POLLS, 1);
    }

    /** A call to a foreign link that brought the provider's key along. */
    public void credentialsLeaked(String provider) {
        all.add(Count.CREDENTIALS_LEAKED, 1);
        part(provider).add(Count.CREDENTIALS_LEAKED, 1);
    }

    /** The bill now, with the lines that match. */
    public BillReport report(Predicate<BillLine> wanted) {
        Map<String, BillReport.Totals> totals = new TreeMap<>();
        parts.forEach((name, tally) -> totals.put(name, tally.totals()));
        List<BillLine> lines =
                entries.stream().map(BillEntry::line).filter(wanted).toList();
        return new BillReport(all.totals(), totals, repeats.report(), lines);
    }

    /** The totals and parts without lines, for long runs. */
    public BillReport summary() {
        Map<String, BillReport.Totals> totals = new TreeMap<>();
        parts.forEach((name, tally) -> totals.put(name, tally.totals()));
        return new BillReport(all.totals(), totals, repeats.report(), List.of());
    }

    /** Starts a new bill; jobs in flight live on and count as in flight. */
    public void reset() {
        all.reset();
        parts.values().forEach(Tally::reset);
        entries.clear();
        bodies.clear();
        repeats.clear();
    }

    private Tally part(String name) {
        return parts.computeIfAbsent(name, key -> new Tally());
    }

    private void trim() {
        if (bodies.size() > keptBodies) {
            bodies.remove().dropBody();
        }
        // One out for one in keeps the size; a line whose caller still waits goes to the back of the row once more.
        for (int looked = 0; entries.size() > keptLines && looked < 2; looked++) {
            BillEntry oldest = entries.remove();
            if (!oldest.settled()) {
                entries.add(oldest);
            }
        }
    }
}
