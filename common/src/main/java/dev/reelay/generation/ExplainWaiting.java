package dev.reelay.generation;

import dev.reelay.generation.Waiting.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says why a generation waits, from its own row, its last attempt and the line that it stands in. */
@ApplicationScoped
class ExplainWaiting {
    private final ExplainQueue queue;
    private final ExplainHeld held;
    private final ForeseeEnd foresee;

    ExplainWaiting(ExplainQueue queue, ExplainHeld held, ForeseeEnd foresee) {
        this.queue = queue;
        this.held = held;
        this.foresee = foresee;
    }

    Optional<Waiting> explain(Generation generation, List<Attempt> attempts) {
        return switch (generation.state()) {
            case COMPLETED, FAILED, CANCELLED -> Optional.empty();
            case QUEUED -> Optional.of(queued(generation));
            case RUNNING -> Optional.of(running(generation, attempts));
            case STORING ->
                Optional.of(new Waiting(
                        Reason.COPYING,
                        "the video is rendered; a worker copies it to the bucket",
                        generation.times().updatedAt(),
                        null));
        };
    }

    private Waiting queued(Generation generation) {
        Generation.Times times = generation.times();
        if (generation.heldBy() != null) {
            return held.explain(generation, generation.heldBy());
        }
        if (generation.quarantined()) {
            String next =
                    "the database was restored, and it may have been bought since the backup: a person looks whether it"
                            + " was, and releases or cancels it";
            return new Waiting(Reason.QUARANTINE, next, times.updatedAt(), null);
        }
        if (!generation.waiting()) {
            String next = "its record is on the way to a worker, and is sent again if none has read it by then";
            return new Waiting(Reason.NOT_YET_RECEIVED, next, times.acceptedAt(), times.sendDueAt());
        }
        return queue.explain(generation).orElseGet(() -> submitting(times.updatedAt()));
    }

    private Waiting running(Generation generation, List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return submitting(generation.times().updatedAt());
        }
        // A later one may have come to nothing because an earlier one turned out to be accepted.
        Attempt last = attempts.reversed().stream()
                .filter(attempt -> attempt.open() || attempt.state() == AttemptState.SUCCEEDED)
                .findFirst()
                .orElseGet(attempts::getLast);
        Attempt.Times times = last.times();
        return switch (last.state()) {
            case SUBMITTING ->
                new Waiting(
                        Reason.SUBMITTING,
                        "it is being sent to " + last.provider()
                                + ", or was, by a worker that ended; what came of it is known by then",
                        times.createdAt(),
                        times.answerBefore());
            case ACCEPTED -> accepted(last, times).estimated(foresee.of(last));
            case UNKNOWN -> held(generation, last);
            case SUCCEEDED ->
                new Waiting(
                        Reason.COPYING,
                        "the video is rendered; a worker copies it to the bucket",
                        generation.times().updatedAt(),
                        null);
            case FAILED, CANCELLED, NOT_SENT, REFUSED ->
                submitting(generation.times().updatedAt());
        };
    }

    private static Waiting held(Generation generation, Attempt last) {
        String why = last.error() == null ? "" : " (" + last.error().message() + ")";
        return new Waiting(
                Reason.HELD,
                "it cannot be known whether " + last.provider() + " accepted it" + why
                        + ", and the request wants a person to decide: look at the account there, then settle attempt "
                        + last.number() + " as resubmit, fail or accepted",
                generation.times().updatedAt(),
                generation.terms().finishBy());
    }

    private static Waiting accepted(Attempt last, Attempt.Times times) {
        Instant accepted = times.acceptedAt() == null ? times.createdAt() : times.acceptedAt();
        return times.runningAt() == null
                ? new Waiting(
                        Reason.PROVIDER_QUEUE,
                        "it stands in the queue of " + last.provider() + "; a worker keeps asking",
                        accepted,
                        null)
                : new Waiting(
                        Reason.RENDERING,
                        last.provider() + " renders it; a worker keeps asking",
                        times.runningAt(),
                        null);
    }

    private static Waiting submitting(Instant since) {
        return new Waiting(Reason.SUBMITTING, "a worker is about to send it to a provider", since, null);
    }
}
