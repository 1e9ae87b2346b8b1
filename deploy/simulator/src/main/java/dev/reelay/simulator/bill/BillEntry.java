package dev.reelay.simulator.bill;

import dev.reelay.simulator.bill.BillLine.Download;
import dev.reelay.simulator.bill.BillLine.Received;
import dev.reelay.simulator.bill.BillLine.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The open line of one submit: told what happens, it counts in every part of the bill it belongs to. */
public final class BillEntry {
    private static final int KEPT_DOWNLOADS = 50;

    private final List<Tally> tallies;
    private final RepeatedBodies.Body body;
    private final List<String> cancels = new ArrayList<>(0);
    private final List<String> webhooks = new ArrayList<>(0);
    private final List<Download> downloads = new ArrayList<>(1);
    private Received received;
    private Verdict verdict = new Verdict(false, null, "no answer yet", null);
    private BillLine.Course course = new BillLine.Course("none", false, false, BigDecimal.ZERO, null);
    private @Nullable String fault;
    private int polls;
    private int resultFetches;
    private boolean endSeen;

    BillEntry(Received received, List<Tally> tallies, RepeatedBodies.Body body) {
        this.received = received;
        this.tallies = tallies;
        this.body = body;
        count(Count.SUBMITS, 1);
    }

    /** What came in, the body cut or dropped by now. */
    public Received received() {
        return received;
    }

    /** The fault that strikes the submit; told before the verdict. */
    public void struckBy(String word) {
        fault = word;
    }

    public void accepted(String job) {
        verdict = new Verdict(true, job, null, fault);
        course = new BillLine.Course("queued", false, false, BigDecimal.ZERO, null);
        count(Count.ACCEPTED, 1);
        body.accepted();
        tallies.forEach(tally -> tally.inFlight().up());
    }

    public void refused(String reason) {
        verdict = new Verdict(false, null, reason, fault);
        count(Count.REFUSED, 1);
    }

    public void began() {
        course = new BillLine.Course("rendering", true, false, BigDecimal.ZERO, null);
        count(Count.STARTED, 1);
        tallies.forEach(tally -> tally.rendering().up());
    }

    /** The job reached {@code state}; {@code rendered} tells whether the work had been done to its end. */
    public void ended(String state, boolean rendered, BigDecimal charged, Instant at) {
        boolean started = course.started();
        course = new BillLine.Course(state, started, rendered, charged, at);
        count(Count.valueOf(state.toUpperCase(Locale.ROOT)), 1);
        count(Count.RENDERED, rendered ? 1 : 0);
        if (rendered) {
            body.rendered();
        }
        for (Tally tally : tallies) {
            tally.charge(charged);
            tally.inFlight().down();
            if (started) {
                tally.rendering().down();
            }
        }
    }

    /** A status call; {@code end} tells that it showed the end of the job. */
    public void polled(boolean end) {
        polls++;
        endSeen |= end;
        count(Count.POLLS, 1);
    }

    public void fetched(boolean end) {
        resultFetches++;
        endSeen |= end;
        count(Count.RESULT_FETCHES, 1);
    }

    public void cancelAsked(String outcome) {
        cancels.add(outcome);
        count(Count.CANCELS, 1);
    }

    public void notified(String outcome) {
        webhooks.add(outcome);
        count(Count.WEBHOOKS, 1);
    }

    public void downloaded(Download download) {
        if (downloads.size() < KEPT_DOWNLOADS) {
            downloads.add(download);
        }
        count(Count.DOWNLOADS, 1);
        count(Count.DOWNLOADED_BYTES, download.bytes());
        count(Count.CREDENTIALS_LEAKED, download.credentials() ? 1 : 0);
    }

    /** Whether the caller has learned the end of the job, so that the line may be forgotten. */
    public boolean settled() {
        return !verdict.accepted()
                || (endSeen
                        && (!course.state().equals("succeeded")
                                || downloads.stream().anyMatch(Download::whole)));
    }

    void dropBody() {
        received = new Received(
                received.at(), received.provider(), received.key(), received.model(), received.bodySha256(), null);
    }

    BillLine line() {
        return new BillLine(
                received,
                verdict,
                course,
                new BillLine.Traffic(polls, resultFetches, List.copyOf(cancels), List.copyOf(webhooks)),
                List.copyOf(downloads));
    }

    private void count(Count count, long amount) {
        for (Tally tally : tallies) {
            tally.add(count, amount);
        }
    }
}
