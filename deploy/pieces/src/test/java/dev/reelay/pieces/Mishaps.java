package dev.reelay.pieces;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What an operator does not want to see. Where a reason takes hours, what it leaves is made older. */
final class Mishaps implements AutoCloseable {
    private final Pieces pieces;
    private final Ledger ledger;
    private @Nullable Connection holding;

    Mishaps(Pieces pieces) {
        this.pieces = pieces;
        this.ledger = new Ledger(pieces);
    }

    void recordsThatAreNoRequests(int many) throws ExecutionException, InterruptedException {
        for (int n = 0; n < many; n++) {
            send(new ProducerRecord<>("reelay.requests", "no request"));
        }
    }

    /** With an input that is too large for a row. */
    void recordThatNeedsTheStore() throws ExecutionException, InterruptedException {
        send(RequestRecord.of("large", """
                {"model": "luma/ray-2/image-to-video",
                 "input": {"prompt": "%s", "image_url": "https://example.com/first.jpg"}}""".formatted("x".repeat(2000))));
    }

    private void send(ProducerRecord<String, String> record) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", pieces.settings().getOrDefault("kafka.bootstrap.servers", "")),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(record).get();
        }
    }

    void callbackThatIsNotSigned(URI api) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(api.resolve("/callbacks/wavespeed/" + UUID.randomUUID()))
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    void muchIsSpent() {
        change("update attempt set cost = 1000 where state = 'SUCCEEDED'");
    }

    void storeIsGone() {
        pieces.store().stop();
    }

    /** As when the workers' topic was made anew with fewer. */
    void partitionIsGone() {
        change("update attempt set partition = 77 where provider = 'segmind' and done_at is null");
    }

    /** Of a worker that delivers none. */
    void deliveriesAreLate() {
        change("update delivery_due set due_at = now() - interval '10 minutes'");
    }

    void brokerIsBehind() {
        change("update event_relay set positioned = positioned + 20000");
    }

    void brokerIsGone() {
        pieces.broker().stop();
    }

    void theOldestIsOld() {
        change("""
                update generation set accepted_at = now() - interval '2 days'
                where id = (select id from generation where ended_at is null order by id limit 1)""");
    }

    /** So long ago. */
    void accepted(String ago, URI request) {
        String id = request.getPath().substring(request.getPath().lastIndexOf('/') + 1);
        change("update generation set accepted_at = now() - interval '" + ago + "' where id = '" + id + "'");
    }

    /** Behind a transaction of somebody who has gone for lunch. */
    void relayIsHeldUp() throws SQLException {
        holding = DriverManager.getConnection(
                pieces.settings().get("quarkus.datasource.jdbc.url"),
                pieces.settings().get("quarkus.datasource.username"),
                "");
        holding.setAutoCommit(false);
        try (var statement = holding.createStatement()) {
            statement.execute("select from event_relay for update");
        }
        change("""
                with old as (
                  select tenant_id, subject_id from event where subject_kind = 'generation' limit 1),
                kept as (
                  select record_event(tenant_id, 'generation', subject_id, 1000, 'generation.released', '{}') as id from old)
                select id from kept""");
        change("update event set at = at - interval '1 hour' where number = 1000");
    }

    void databaseIsGone() throws SQLException {
        close();
        pieces.database().stop();
    }

    private void change(String sql) {
        ledger.rows(sql.startsWith("update") ? sql + " returning 1" : sql);
    }

    @Override
    public void close() throws SQLException {
        if (holding != null) {
            holding.close();
            holding = null;
        }
    }
}
