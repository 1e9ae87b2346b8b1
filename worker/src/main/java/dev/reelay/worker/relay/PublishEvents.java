package dev.reelay.worker.relay;

import dev.reelay.database.Database;
import dev.reelay.event.CloudEvents;
import dev.reelay.event.Event;
import dev.reelay.event.EventLog;
import dev.reelay.event.Positioned;
import dev.reelay.trace.Kind;
import dev.reelay.trace.Noted;
import dev.reelay.trace.Step;
import dev.reelay.trace.Traces;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Publishes positioned events to {@code reelay.events}: CloudEvents in binary mode, keyed by their subject, so that those
 * of one request stay in order. The mark moves on when the broker has acknowledged all of a batch; what a fault leaves
 * unmarked is published again, and consumers know repeats by subject and number.
 */
@ApplicationScoped
class PublishEvents {
    private static final Logger LOG = Logger.getLogger(PublishEvents.class);
    private static final long ACKNOWLEDGED_WITHIN_SECONDS = 20;
    private static final int REST_SECONDS = 2;

    private final Emitter<String> topic;
    private final CloudEvents cloudEvents;
    private final CountEvents count;
    private final InstantSource clock;
    private final Traces traces;
    private Instant restUntil = Instant.MIN;
    private boolean behind = true;

    PublishEvents(
            @Channel("events-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 4096)
                    Emitter<String> topic,
            CloudEvents cloudEvents,
            CountEvents count,
            InstantSource clock,
            Traces traces) {
        this.topic = topic;
        this.cloudEvents = cloudEvents;
        this.count = count;
        this.clock = clock;
        this.traces = traces;
    }

    /** Answers how many were published; none while the broker is away, which does not hold up positions. */
    int publish(Connection session, int most) throws SQLException {
        if (clock.instant().isBefore(restUntil)) {
            return 0;
        }
        List<Positioned> next = EventLog.unpublished(session, most);
        behind = !next.isEmpty();
        if (next.isEmpty() || !acknowledged(next)) {
            return 0;
        }
        Database.query(
                session,
                "update event_relay set published = greatest(published, ?) where singleton returning published",
                row -> row.getLong(1),
                next.getLast().position());
        count.published(next);
        return next.size();
    }

    /** Whether there may be positioned events that the broker has not acknowledged. */
    boolean isBehind() {
        return behind;
    }

    private boolean acknowledged(List<Positioned> events) {
        Map<UUID, String> parents = traces.on()
                ? traces.parents(events.stream()
                        .map(positioned -> positioned.event().subjectId())
                        .toList())
                : Map.of();
        List<CompletableFuture<Void>> acknowledgements =
                events.stream().map(event -> send(event, parents)).toList();
        try {
            CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new))
                    .get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("%d events wait for the broker: %s", (Integer) events.size(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        restUntil = clock.instant().plusSeconds(REST_SECONDS);
        return false;
    }

    private CompletableFuture<Void> send(Positioned positioned, Map<UUID, String> parents) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        Event event = positioned.event();
        Step step = traces.begin(event.subjectId(), "event " + event.type(), Kind.PRODUCER, parents)
                .note(Noted.EVENT, event.id().toString());
        Headers headers = new RecordHeaders();
        step.traceparent()
                .ifPresent(context -> headers.add("traceparent", context.getBytes(StandardCharsets.US_ASCII)));
        Metadata metadata = Metadata.of(
                OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(event.subjectId().toString())
                        .withHeaders(headers)
                        .build(),
                OutgoingCloudEventMetadata.<String>builder()
                        .withId(event.id().toString())
                        .withSource(cloudEvents.source())
                        .withType(CloudEvents.type(event))
                        .withSubject(CloudEvents.subject(event))
                        .withTimestamp(event.at().atZone(ZoneOffset.UTC))
                        .withDataContentType(CloudEvents.DATA_TYPE)
                        .withDataSchema(CloudEvents.schema(event))
                        .build());
        topic.send(Message.of(
                cloudEvents.data(positioned).toString(),
                metadata,
                () -> {
                    step.close();
                    acknowledged.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                fault -> {
                    step.failed();
                    step.close();
                    acknowledged.completeExceptionally(fault);
                    return CompletableFuture.completedFuture(null);
                }));
        return acknowledged;
    }
}
