package dev.reelay.api.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Sends the record of a generation, which is no more than its id, to the workers' topic. Nobody waits for it: what the
 * broker does not take, or what finds the small buffer full while the broker is away, is left to the sweeper.
 */
@ApplicationScoped
public class SendWork {
    private static final int BUFFER = 2048;

    private static final String ACKED = "acked";
    private static final String FAILED = "failed";
    private static final String LEFT_TO_SWEEPER = "left_to_sweeper";

    private final Emitter<String> emitter;
    private final NoteSent noteSent;
    private final MeterRegistry meters;

    SendWork(
            @Channel("work-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    Emitter<String> emitter,
            NoteSent noteSent,
            MeterRegistry meters) {
        this.emitter = emitter;
        this.noteSent = noteSent;
        this.meters = meters;
        // There from the start: what appears has not risen, and an alert would miss the first of them.
        List.of(ACKED, FAILED, LEFT_TO_SWEEPER).forEach(this::counter);
    }

    /** Hands the record over; the answer comes with the broker's ack, or is false when there will be none. */
    public CompletionStage<Boolean> send(UUID generation) {
        CompletableFuture<Boolean> acked = new CompletableFuture<>();
        String id = generation.toString();
        Message<String> message = Message.of(id)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(id)
                        .build())
                .withAck(() -> {
                    noteSent.sent(generation);
                    count(ACKED);
                    acked.complete(true);
                    return CompletableFuture.completedFuture(null);
                })
                .withNack(reason -> {
                    count(FAILED);
                    acked.complete(false);
                    return CompletableFuture.completedFuture(null);
                });
        try {
            emitter.send(message);
        } catch (IllegalStateException full) {
            count(LEFT_TO_SWEEPER);
            acked.complete(false);
        }
        return acked;
    }

    private void count(String outcome) {
        counter(outcome).increment();
    }

    private Counter counter(String outcome) {
        return meters.counter("reelay.work.records", "outcome", outcome);
    }
}
