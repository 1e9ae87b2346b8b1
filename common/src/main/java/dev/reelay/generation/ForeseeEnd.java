package dev.reelay.generation;

import dev.reelay.limit.Line;
import dev.reelay.route.RouteFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * When a request will have ended, if its offering goes on as lately and its tenant gets its share of what begins. A guess,
 * and none where there is no history or where it is a person who must act.
 */
@ApplicationScoped
class ForeseeEnd {
    private static final Duration FURTHEST = Duration.ofDays(365);

    private final RouteFacts facts;
    private final InstantSource clock;

    ForeseeEnd(RouteFacts facts, InstantSource clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /** Of one that waits in line. */
    @Nullable
    Instant of(Line line, String offering) {
        Duration median = facts.of(offering).median();
        boolean open = line.capacity() > 0 && line.share() > 0 && line.before() <= Line.MOST;
        if (median == null || !open || !goesOnByItself(line)) {
            return null;
        }
        double startsASecond = line.capacity() / Math.max(0.001, median.toMillis() / 1000.0);
        if (line.startsASecond() != null) {
            startsASecond = Math.min(startsASecond, line.startsASecond());
        }
        // In a full house the first of the line waits too, until the next one ends.
        int turns = line.before() + (line.hold() == Line.Hold.TURN ? 0 : 1);
        double seconds = turns / (startsASecond * line.share());
        return seconds > FURTHEST.toSeconds()
                ? null
                : begins(line).plusMillis(Math.round(seconds * 1000)).plus(median);
    }

    /** Of one that a provider has; null when it should have ended by now. */
    @Nullable
    Instant of(Attempt attempt) {
        Duration median = facts.of(attempt.offering()).median();
        Instant accepted = attempt.times().acceptedAt();
        Instant end = median == null || accepted == null ? null : accepted.plus(median);
        return end == null || end.isBefore(clock.instant()) ? null : end;
    }

    private Instant begins(Line line) {
        Instant now = clock.instant();
        return line.until() == null || line.until().isBefore(now) ? now : line.until();
    }

    private static boolean goesOnByItself(Line line) {
        return switch (line.hold()) {
            case PAUSED, ACCOUNT_OUT, NOT_OFFERED -> false;
            case BREAKER, COOL_DOWN, PACING -> line.until() != null;
            case SLOT, TURN -> true;
        };
    }
}
