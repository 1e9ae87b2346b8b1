package dev.reelay.api.event;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class EventStreamIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void whatHappensIsToldAsItHappens() throws Exception {
        accepted();
        try (Stream stream = Stream.open(ACME, "/v1/events", "")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("content-type")).startsWith("text/event-stream");
            assertThat(stream.header("cache-control")).isEqualTo("no-store");

            UUID id = accepted();

            Stream.Sent sent = stream.next();
            assertThat(sent.event()).isEqualTo("dev.reelay.generation.accepted.v1");
            assertThat(sent.data()).contains(id.toString()).contains("\"specversion\":\"1.0\"");
            assertThat(sent.id()).isEqualTo(last());
        }
    }

    @Test
    void aReaderThatComesBackGoesOnWhereItStopped() throws Exception {
        accepted();
        long seen = last();
        UUID missed = accepted();
        try (Stream stream = Stream.open(ACME, "/v1/events?after=0", String.valueOf(seen))) {
            assertThat(stream.next().data()).contains(missed.toString());
            UUID fresh = accepted();
            assertThat(stream.next().data()).contains(fresh.toString());
        }
    }

    @Test
    void aStreamOfTypesTellsNoOthers() throws Exception {
        try (Stream stream = Stream.open(ACME, "/v1/events?types=generation.completed", "")) {
            UUID id = accepted();
            tables.complete(id, "a/", 1);
            tables.position();
            assertThat(stream.next().event()).isEqualTo("dev.reelay.generation.completed.v1");
        }
    }

    @Test
    void aStreamOfARequestBeginsWithItsFirstEventAndEndsAfterItsLast() throws Exception {
        UUID id = accepted();
        accepted();
        try (Stream stream = Stream.open(ACME, "/v1/requests/" + id + "/events", "")) {
            assertThat(stream.next().event()).isEqualTo("dev.reelay.generation.accepted.v1");
            tables.complete(id, "a/", 1);
            tables.position();

            Stream.Sent sent;
            do {
                sent = stream.next();
                assertThat(sent.data()).contains(id.toString());
            } while (!sent.event().equals("dev.reelay.generation.completed.v1"));
            assertThat(stream.ended()).isTrue();
            try (Stream again = Stream.open(ACME, "/v1/requests/" + id + "/events", String.valueOf(sent.id()))) {
                assertThat(again.status()).isEqualTo(204);
            }
        }
    }

    @Test
    void manyReadersAreToldTheSame() throws Exception {
        List<Stream> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                readers.add(Stream.open(ACME, "/v1/events", ""));
            }
            UUID id = accepted();
            for (Stream reader : readers) {
                assertThat(reader.next().data()).contains(id.toString());
            }
        } finally {
            readers.forEach(Stream::close);
        }
    }

    @Test
    void aStreamIsRefusedLikeAnythingElse() throws Exception {
        try (Stream unknown = Stream.open(ACME, "/v1/requests/" + UUID.randomUUID() + "/events", "");
                Stream never = Stream.open(ACME, "/v1/events", "99999999");
                Stream limited = Stream.open(ACME, "/v1/events?limit=5", "")) {
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(never.status()).isEqualTo(400);
            assertThat(limited.status()).isEqualTo(400);
            assertThat(limited.header("content-type")).isEqualTo("application/problem+json");
        }
    }

    private UUID accepted() {
        UUID id = ACME.accepted();
        tables.position();
        return id;
    }

    private int last() {
        return tables.count("select positioned from event_relay");
    }
}
