package dev.reelay.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RouteFactsTest {
    private Instant now = Instant.parse("2027-01-31T12:00:00Z");
    private int readings;
    private boolean away;
    private final RouteFacts facts = new RouteFacts(this::read, Duration.ofSeconds(5), () -> now);

    private Map<String, Experience> read() {
        readings++;
        if (away) {
            throw Faults.away();
        }
        return Map.of("fal:ray", new Experience(null, readings, 0, null));
    }

    private int seen() {
        return facts.of("fal:ray").well();
    }

    @Test
    void nothingIsKnownOfWhatNobodySaw() {
        assertThat(facts.of("nobody:nothing")).isEqualTo(Experience.NONE);
    }

    @Test
    void theDatabaseIsAskedOnceInFiveSeconds() {
        assertThat(seen()).isOne();
        now = now.plus(Duration.ofMillis(4999));
        assertThat(seen()).isOne();
        now = now.plusMillis(1);
        assertThat(seen()).isEqualTo(2);
    }

    @Test
    void whatWasKnownStaysKnownWhileTheDatabaseIsAway() {
        assertThat(seen()).isOne();
        away = true;
        now = now.plusSeconds(5);

        assertThat(seen()).isOne();
        assertThat(seen()).isOne();
        assertThat(readings).as("it is not asked by everybody who comes").isEqualTo(2);

        away = false;
        now = now.plusSeconds(5);
        assertThat(seen()).isEqualTo(3);
    }

    @Test
    void aClockThatIsSetBackMakesNothingFreshForLonger() {
        assertThat(seen()).isOne();
        now = now.minus(Duration.ofHours(1));
        assertThat(seen()).isEqualTo(2);
    }

    @Test
    void whoComesWhileItIsReadGoesByWhatWasKnown() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RouteFacts[] busy = new RouteFacts[1];
            busy[0] = new RouteFacts(
                    () -> {
                        assertThat(askedBy(threads, busy[0])).isEqualTo(Experience.NONE);
                        return read();
                    },
                    Duration.ofSeconds(5),
                    () -> now);

            assertThat(busy[0].of("fal:ray").well()).isOne();
        }
    }

    private static Experience askedBy(ExecutorService another, RouteFacts facts) {
        try {
            return another.submit(() -> facts.of("fal:ray")).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
