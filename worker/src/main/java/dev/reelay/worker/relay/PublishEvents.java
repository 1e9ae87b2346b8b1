package dev.reelay.worker.relay;

import dev.reelay.database.Database;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final RelayConfig config;
    private final InstantSource clock;
    private Instant restUntil = Instant.MIN;
    private boolean behind = true;

    PublishEvents(
            @Channel("events-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 4096)
                    Emitter<String> topic,
            RelayConfig config,
            InstantSource clock) {
        this.topic = topic;
        this.config = config;
        this.clock = clock;
    }

    private record Positioned(
            long position, UUID id, UUID subject, String kind, int number, String type, Instant at, String data) {}

    /** Answers how many were published; none while the broker is away, which does not hold up positions. */
    int publish(Connection session, int most) throws SQLException {
        if (clock.instant().isBefore(restUntil)) {
            return 0;
        }
        List<Positioned> next = next(session, most);
        behind = !next.isEmpty();
        if (next.isEmpty() || !acknowledged(next)) {
            return 0;
        }
        Database.query(
                session,
                "update event_relay set published = greatest(published, ?) where singleton returning published",
                row -> row.getLong(1),
                next.getLast().position());
        return next.size();
    }

    /** Whether there may be positioned events that the broker has not acknowledged. */
    boolean isBehind() {
        return behind;
    }

    private static List<Positioned> next(Connection session, int most) throws SQLException {
        return Database.query(session, """
                select p.position, e.id, e.subject_id, e.subject_kind, e.number, e.type, e.at, e.data
                from event_position p join event e on e.id = p.event_id
                where p.position > (select published from event_relay) order by p.position limit ?""", PublishEvents::positioned, most);
    }

    private boolean acknowledged(List<Positioned> events) {
        List<CompletableFuture<Void>> acknowledgements =
                events.stream().map(this::send).toList();
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

    private CompletableFuture<Void> send(Positioned event) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        Metadata metadata = Metadata.of(
                OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(event.subject().toString())
                        .build(),
                OutgoingCloudEventMetadata.<String>builder()
                        .withId(event.id().toString())
                        .withSource(config.source())
                        .withType("dev.reelay." + event.type() + ".v1")
                        .withSubject(event.kind() + "/" + event.subject())
                        .withTimestamp(event.at().atZone(ZoneOffset.UTC))
                        .withDataContentType("application/json")
                        .build());
        topic.send(Message.of(
                payload(event),
                metadata,
                () -> {
                    acknowledged.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                fault -> {
                    acknowledged.completeExceptionally(fault);
                    return CompletableFuture.completedFuture(null);
                }));
        return acknowledged;
    }

    /** The stored facts, with what identifies them. */
    private static String payload(Positioned event) {
        String identity = "{\"request_id\":\"" + event.subject() + "\",\"number\":" + event.number() + ",\"position\":"
                + event.position();
        return event.data().equals("{}")
                ? identity + "}"
                : identity + "," + event.data().substring(1);
    }

    private static Positioned positioned(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("at");
        return new Positioned(
                row.getLong("position"),
                row.getObject("id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getString("subject_kind"),
                row.getInt("number"),
                row.getString("type"),
                at.toInstant(),
                row.getString("data"));
    }
}
