package dev.reelay.api.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.tenant.ApiKey;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/**
 * Writes rejected records to {@code reelay.dead-letters}: key, value and headers as they came, but for keys of
 * tenants, wherever they stand, with the problem and the place that they came from in further headers.
 */
@ApplicationScoped
class DeadLetters {
    private static final long ACKED_WITHIN_SECONDS = 15;

    private final Emitter<byte[]> topic;
    private final ObjectMapper json;

    DeadLetters(
            @Channel("dead-letters") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 4096)
                    Emitter<byte[]> topic,
            ObjectMapper json) {
        this.topic = topic;
        this.json = json;
    }

    /** The broker did not take it, for now. */
    static final class NotKept extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotKept(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Returns when the broker has it.
     *
     * @throws NotKept when it has not taken it
     */
    void keep(Rejection rejection) {
        ConsumerRecord<byte[], byte[]> record = rejection.record();
        try {
            if (!isTaken(hidden(record.key()), hidden(record.value()), headers(rejection, true))) {
                // With what is told of it, it has outgrown what the broker takes: it is still where it came from.
                Headers own = headers(rejection, false);
                own.add("reelay_left_out", "true".getBytes(StandardCharsets.US_ASCII));
                isTaken(null, null, own);
            }
        } catch (ExecutionException e) {
            throw new NotKept("a dead letter was not taken: " + e.getCause(), e);
        }
    }

    /** Not taken is what is too large, for good. */
    private boolean isTaken(byte @Nullable [] key, byte @Nullable [] value, Headers headers) throws ExecutionException {
        try {
            send(key, value, headers);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return false;
            }
            throw e;
        }
    }

    private void send(byte @Nullable [] key, byte @Nullable [] value, Headers headers) throws ExecutionException {
        CompletableFuture<Void> acked = new CompletableFuture<>();
        Message<byte[]> message = Message.of(
                        value == null ? new byte[0] : value,
                        () -> {
                            acked.complete(null);
                            return CompletableFuture.completedFuture(null);
                        },
                        fault -> {
                            acked.completeExceptionally(fault);
                            return CompletableFuture.completedFuture(null);
                        })
                .addMetadata(OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withKey(key)
                        .withHeaders(headers)
                        .build());
        try {
            topic.send(message);
            acked.get(ACKED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (IllegalStateException | TimeoutException e) {
            throw new NotKept("no dead letters are taken at the moment", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotKept("stopped before a dead letter was kept", e);
        }
    }

    private Headers headers(Rejection rejection, boolean withItsOwn) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : rejection.record().headers()) {
            if (withItsOwn && !FindRequester.isKey(header)) {
                headers.add(header.key(), hidden(header.value()));
            }
        }
        add(headers, "problem", problem(rejection));
        add(headers, "topic", rejection.record().topic());
        add(headers, "partition", String.valueOf(rejection.record().partition()));
        add(headers, "offset", String.valueOf(rejection.record().offset()));
        return headers;
    }

    private String problem(Rejection rejection) {
        try {
            return ApiKey.hideIn(json.writeValueAsString(rejection.problem()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document is JSON", e);
        }
    }

    /** A key may stand where nobody looks for one. */
    private static byte @Nullable [] hidden(byte @Nullable [] bytes) {
        return bytes == null ? null : ApiKey.hideIn(bytes);
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add("reelay_" + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
