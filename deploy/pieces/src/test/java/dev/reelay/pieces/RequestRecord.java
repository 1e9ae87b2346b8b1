package dev.reelay.pieces;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A request as others publish it. */
final class RequestRecord {
    private RequestRecord() {}

    /** In binary mode, with the key of the first tenant. */
    static ProducerRecord<String, String> of(String id, String body) {
        ProducerRecord<String, String> record = new ProducerRecord<>("reelay.requests", id, body);
        Map.of(
                        "authorization", "Bearer " + Pieces.API_KEY,
                        "ce_specversion", "1.0",
                        "ce_type", "dev.reelay.request.v1",
                        "ce_source", "/tests",
                        "ce_id", id,
                        "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
