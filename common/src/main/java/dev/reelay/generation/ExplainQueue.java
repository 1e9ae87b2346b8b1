package dev.reelay.generation;

import dev.reelay.generation.Waiting.Reason;
import dev.reelay.limit.Line;
import dev.reelay.limit.ReadLine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says why a generation waits in line, what place it has there, and when it may have ended. */
@ApplicationScoped
class ExplainQueue {
    private final ReadLine readLine;
    private final ForeseeEnd foresee;

    ExplainQueue(ReadLine readLine, ForeseeEnd foresee) {
        this.readLine = readLine;
        this.foresee = foresee;
    }

    /** Empty when it was claimed, or has ended, since it was read. */
    Optional<Waiting> explain(Generation generation) {
        Generation.Route route = generation.route();
        return readLine.of(generation.id(), route.poolId())
                .map(line -> new Waiting(
                        reason(line.hold()),
                        next(line, route),
                        generation.times().updatedAt(),
                        line.until(),
                        line.before() + 1,
                        foresee.of(line, route.offering())));
    }

    private static Reason reason(Line.Hold hold) {
        return switch (hold) {
            case PAUSED -> Reason.PAUSED;
            case NOT_OFFERED -> Reason.NOT_OFFERED;
            case BREAKER -> Reason.BREAKER;
            case ACCOUNT_OUT -> Reason.ACCOUNT_OUT;
            case COOL_DOWN -> Reason.COOL_DOWN;
            case SLOT -> Reason.SLOT;
            case PACING -> Reason.PACING;
            case TURN -> Reason.TURN;
        };
    }

    private static String next(Line line, Generation.Route route) {
        String provider = route.provider();
        return switch (line.hold()) {
            case PAUSED -> paused(line, route);
            case NOT_OFFERED ->
                "no worker has had " + route.offering()
                        + " in its catalog for ten minutes; it goes on when a worker is started with it";
            case BREAKER -> failing(line, route.offering());
            case ACCOUNT_OUT -> out(line, provider);
            case COOL_DOWN -> resting(line, provider);
            case SLOT -> full(line, route);
            case PACING -> provider + " is sent one after the other; it goes on when its turn for the next comes";
            case TURN -> "there is room at " + provider + "; a worker submits it when its turn comes";
        };
    }

    private static String paused(Line line, Generation.Route route) {
        String what = line.ofOffering() ? route.offering() + " is" : "all accounts at " + route.provider() + " are";
        return what + " paused; it goes on when an operator resumes";
    }

    private static String failing(Line line, String offering) {
        return offering + " has failed too often in a row; " + (line.until() == null ? "" : "then ")
                + "one request tries whether it works again";
    }

    private static String out(Line line, String provider) {
        return provider + " has no account that can be used ("
                + (line.cause() == null ? "none is set up" : line.cause())
                + "); it goes on when an operator has mended that";
    }

    private static String resting(Line line, String provider) {
        return provider + " asked for a rest" + (line.cause() == null ? "" : " (" + line.cause() + ")")
                + "; then it goes on";
    }

    private static String full(Line line, Generation.Route route) {
        String whose = line.ofOffering() ? "of " + route.offering() : "at " + route.provider();
        String all = line.slots() == 1
                ? "the one place " + whose + " is"
                : "all " + line.slots() + " places " + whose + " are";
        return all + " taken; it goes on when its turn for a free one comes";
    }
}
