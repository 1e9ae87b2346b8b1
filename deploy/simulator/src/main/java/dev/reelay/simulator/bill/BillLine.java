package dev.reelay.simulator.bill;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One submit and all that came of it, as it was at the moment of the report. */
public record BillLine(Received received, Verdict verdict, Course course, Traffic traffic, List<Download> downloads) {
    /** What came in; the key is a fingerprint, the body is cut and later dropped. */
    public record Received(
            Instant at,
            String provider,
            String key,
            String model,
            String bodySha256,
            @Nullable String body) {}

    /** Accepted with a job, or refused for a reason; the fault that struck the submit, if one did. */
    public record Verdict(
            boolean accepted,
            @Nullable String job,
            @Nullable String refusal,
            @Nullable String fault) {}

    /** How the job went: its state now, whether rendering began, whether it ran to its end, and the money. */
    public record Course(
            String state,
            boolean started,
            boolean rendered,
            BigDecimal charged,
            @Nullable Instant ended) {}

    /** Calls about the job. */
    public record Traffic(int polls, int resultFetches, List<String> cancels, List<String> webhooks) {}

    /** One request for the file: its Range, the status it got, the bytes that went out, and whether all went out. */
    public record Download(
            @Nullable String range,
            int status,
            long bytes,
            boolean whole,
            boolean credentials,
            @Nullable String fault) {}

    /** The job's id, for accepted submits. */
    public String job() {
        String id = verdict.job();
        if (id == null) {
            throw new IllegalStateException("this submit was refused: " + verdict.refusal());
        }
        return id;
    }
}
