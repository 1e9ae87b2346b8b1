package dev.reelay.worker.storage;

import dev.reelay.meter.Latency;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** How long copies take, what they come to, and how many bytes are in the bucket by them. */
final class MeterCopies {
    private final Latency copies;
    private final Counter bytes;

    MeterCopies(MeterRegistry meters) {
        copies = new Latency(meters, "reelay.copy", "copies into the bucket, without the wait for their turn");
        copies.expected("outcome", "stored");
        for (CopyException.Kind kind : CopyException.Kind.values()) {
            copies.expected("outcome", word(kind));
        }
        bytes = Counter.builder("reelay.copy.bytes")
                .baseUnit("bytes")
                .description("bytes of results that are in the bucket")
                .register(meters);
    }

    void stored(long begin, StoredObject stored) {
        copies.tookSince(begin, "outcome", "stored");
        bytes.increment((double) stored.bytes());
    }

    void failed(long begin, CopyException.Kind kind) {
        copies.tookSince(begin, "outcome", word(kind));
    }

    private static String word(CopyException.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
