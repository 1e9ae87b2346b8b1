package dev.reelay.api.batch;

import dev.reelay.api.request.RequestLinks;
import dev.reelay.batch.Batch;
import dev.reelay.batch.BatchState;
import dev.reelay.batch.Batches;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Tells of a batch in the forms of the api. */
@RequestScoped
class DescribeBatch {
    private final Batches batches;
    private final RequestLinks links;
    private final InstantSource clock;

    DescribeBatch(Batches batches, RequestLinks links, InstantSource clock) {
        this.batches = batches;
        this.links = links;
        this.clock = clock;
    }

    /** With what it waits for and its charges, which are summed up for it. */
    BatchDocuments.Whole whole(Batch batch) {
        return describe(batch, true, links.to("v1/batches/" + batch.id()));
    }

    /** Without these. */
    BatchDocuments.Whole brief(Batch batch) {
        return describe(batch, false, links.to("v1/batches/" + batch.id()));
    }

    /** Where batches are found; for those who tell of one when the call is no longer at hand. */
    String place(Batch batch) {
        return links.to("v1/batches/" + batch.id());
    }

    BatchDocuments.Whole describe(Batch batch, boolean whole, String place) {
        Batch.Terms terms = batch.terms();
        Batch.Counts counts = batch.counts();
        return new BatchDocuments.Whole(
                batch.id(),
                terms.name(),
                batch.state().status(),
                new BatchDocuments.Counts(
                        counts.lines(),
                        counts.valid(),
                        counts.invalid(),
                        counts.waiting(),
                        counts.open(),
                        counts.completed(),
                        counts.failed(),
                        counts.cancelled()),
                batch.estimate(),
                terms.concurrency(),
                terms.acceptValid(),
                terms.budget(),
                terms.webhookUrl(),
                terms.retryOf(),
                batch.times().createdAt(),
                batch.times().startedAt(),
                batch.times().endedAt(),
                progress(batch),
                whole && batch.times().endedAt() == null && batch.times().startedAt() != null
                        ? batches.waits(batch.id())
                        : null,
                whole && batch.times().startedAt() != null ? batches.charges(batch.id()) : null,
                place,
                place + "/report",
                place + "/progress",
                place + "/results",
                place + "/errors",
                place + "/cancel");
    }

    private BatchDocuments.@Nullable Progress progress(Batch batch) {
        if (batch.state() != BatchState.RUNNING) {
            return null;
        }
        Instant now = clock.instant();
        Duration left = batch.left(now);
        return new BatchDocuments.Progress(
                Math.round(batch.endsASecond() * 600) / 10.0, left == null ? null : now.plus(left));
    }
}
