package dev.reelay.api.topic;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.TakeRequest;
import dev.reelay.request.ReadEnvelope;
import dev.reelay.tenant.Requester;
import dev.reelay.trace.Origin;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes one request of one record, however often it is read, or rejects it with the problem that HTTP would have answered
 * with.
 */
@ApplicationScoped
class AnswerRecord {
    private static final String ACCEPTED = "accepted";
    private static final String REPEATED = "repeated";
    private static final String REJECTED = "rejected";

    private final FindRequester requester;
    private final ReadRequestEvent read;
    private final ReadEnvelope envelope;
    private final TakeRequest take;
    private final RejectRecord reject;
    private final TopicConfig config;
    private final InstantSource clock;
    private final MeterRegistry meters;

    AnswerRecord(
            FindRequester requester,
            ReadRequestEvent read,
            ReadEnvelope envelope,
            TakeRequest take,
            RejectRecord reject,
            TopicConfig config,
            InstantSource clock,
            MeterRegistry meters) {
        this.requester = requester;
        this.read = read;
        this.envelope = envelope;
        this.take = take;
        this.reject = reject;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        // There from the start: what appears has not risen, and an alert would miss the first of them.
        List.of(ACCEPTED, REPEATED, REJECTED).forEach(this::counter);
    }

    /** Returns when it is a request that is kept, or when it is written down why it is none. */
    void answer(ConsumerRecord<byte[], byte[]> record) {
        Requester from = null;
        RequestEvent event = null;
        try {
            from = requester.of(record);
            event = read.read(record);
            refuseOld(record);
            boolean replay = take.take(
                            new Origin("kafka", event.traceparent()),
                            from,
                            envelope.read(event.envelope()),
                            event.key(),
                            "id")
                    .replay();
            count(replay ? REPEATED : ACCEPTED);
        } catch (ProblemException e) {
            reject(record, from, event, e.problem());
        }
    }

    /** Gives up one that meets a fault of ours each time, so that those behind it go on. */
    void giveUp(ConsumerRecord<byte[], byte[]> record) {
        Problem problem =
                Problem.of(ProblemType.INTERNAL, "The fault is in our log. The record can be sent again, as it is.");
        reject(record, null, null, problem);
    }

    private void reject(
            ConsumerRecord<byte[], byte[]> record,
            @Nullable Requester from,
            @Nullable RequestEvent event,
            Problem problem) {
        reject.reject(new Rejection(record, from == null ? null : from.tenant(), event, problem));
        count(REJECTED);
    }

    private void refuseOld(ConsumerRecord<byte[], byte[]> record) {
        Instant written = Instant.ofEpochMilli(record.timestamp());
        if (written.isBefore(clock.instant().minus(config.oldest()))) {
            throw new ProblemException(Problem.of(
                    ProblemType.RECORD_TOO_OLD,
                    "The record is of " + written + "; what is older than "
                            + config.oldest().toHours()
                            + " hours may have been accepted before, under a key that is kept no longer."));
        }
    }

    private void count(String outcome) {
        counter(outcome).increment();
    }

    private Counter counter(String outcome) {
        return meters.counter("reelay.topic.records", "outcome", outcome);
    }
}
