package dev.reelay.api.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.RateLimit;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private Instant now = Instant.parse("2027-01-31T12:00:00Z");
    private final RateLimits limits = new RateLimits(() -> now);

    private static KeyOwner key(@Nullable RateLimit limit) {
        return new KeyOwner(new Tenant(1, "acme", List.of(), false), UUID.randomUUID(), Role.OPERATOR, limit, null);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aKeyWithoutALimitAsksAsOftenAsItLikes() {
        KeyOwner key = key(null);
        for (int i = 0; i < 1000; i++) {
            assertThat(limits.wait(key)).isEmpty();
        }
    }

    @Test
    void theBurstIsGivenAtOnceAndTheRestAtItsRate() {
        KeyOwner key = key(new RateLimit(2, 3));
        for (int i = 0; i < 3; i++) {
            assertThat(limits.wait(key)).isEmpty();
        }

        assertThat(limits.wait(key)).contains(Duration.ofMillis(500));
        pass(Duration.ofMillis(499));
        assertThat(limits.wait(key)).isPresent();
        pass(Duration.ofMillis(1));
        assertThat(limits.wait(key)).isEmpty();
        assertThat(limits.wait(key)).isPresent();
    }

    @Test
    void aRestGivesNoMoreThanTheBurst() {
        KeyOwner key = key(new RateLimit(100, 2));
        limits.wait(key);
        pass(Duration.ofHours(1));

        assertThat(limits.wait(key)).isEmpty();
        assertThat(limits.wait(key)).isEmpty();
        assertThat(limits.wait(key)).isPresent();
    }

    @Test
    void keysDoNotShare() {
        RateLimit one = new RateLimit(1, 1);
        KeyOwner first = key(one);
        assertThat(limits.wait(first)).isEmpty();

        assertThat(limits.wait(key(one))).isEmpty();
        assertThat(limits.wait(first)).isPresent();
    }

    @Test
    void aClockThatIsSetBackNeitherGivesNorTakes() {
        KeyOwner key = key(new RateLimit(1, 1));
        limits.wait(key);
        pass(Duration.ofHours(-1));

        assertThat(limits.wait(key)).contains(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(limits.wait(key)).isEmpty();
    }

    @Test
    void aNewLimitCountsAtOnce() {
        KeyOwner key = key(new RateLimit(0.001, 1));
        limits.wait(key);
        assertThat(limits.wait(key)).isPresent();

        assertThat(limits.wait(
                        new KeyOwner(key.tenant(), key.keyId(), key.role(), new RateLimit(10, 5), key.expiresAt())))
                .isEmpty();
    }
}
