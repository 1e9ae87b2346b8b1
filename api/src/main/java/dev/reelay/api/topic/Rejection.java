package dev.reelay.api.topic;

import dev.reelay.api.problem.Problem;
import dev.reelay.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that became no request, and why.
 *
 * @param tenant null where nobody can know whose it is
 * @param event null where it could not be read
 */
record Rejection(
        ConsumerRecord<byte[], byte[]> record,
        @Nullable Tenant tenant,
        @Nullable RequestEvent event,
        Problem problem) {

    /** The same whenever this record is rejected: who is told twice knows it by this. */
    UUID subject() {
        String place = record.topic() + " " + record.partition() + " " + record.offset() + " " + record.timestamp();
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }
}
