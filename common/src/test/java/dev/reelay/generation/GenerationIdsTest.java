package dev.reelay.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GenerationIdsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final GenerationIds ids = new GenerationIds((InstantSource) now::get);

    @Test
    void anIdIsAVersionSevenOfItsMillisecond() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void eachIsGreaterThanTheOneBeforeEvenWhenTheClockGoesBack() {
        List<UUID> made =
                new ArrayList<>(Stream.generate(ids::next).limit(10_000).toList());
        now.set(NOON.minusSeconds(60));
        made.addAll(Stream.generate(ids::next).limit(10).toList());

        List<String> texts = made.stream().map(UUID::toString).toList();
        assertThat(texts).isSorted().doesNotHaveDuplicates();
    }
}
