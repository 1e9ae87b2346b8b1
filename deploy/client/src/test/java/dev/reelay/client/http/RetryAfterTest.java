package dev.reelay.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T04:00:00Z"));

    @Test
    void secondsAndDatesAreRead() {
        assertThat(RetryAfter.read("5", CLOCK)).contains(Duration.ofSeconds(5));
        assertThat(RetryAfter.read("Sat, 21 Nov 2026 04:01:00 GMT", CLOCK)).contains(Duration.ofMinutes(1));
        assertThat(RetryAfter.read("Sat, 21 Nov 2026 03:01:00 GMT", CLOCK)).contains(Duration.ZERO);
        assertThat(RetryAfter.read("soon", CLOCK)).isEmpty();
    }
}
