package dev.reelay.simulator.studio;

import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.studio.Failure.Kind;
import org.jspecify.annotations.Nullable;

/** Which fault of the generation ends a job how, before the work or after it. */
final class Outcomes {
    private Outcomes() {}

    static @Nullable Failure beforeRendering(Fault fault) {
        return switch (fault.effect()) {
            case MODERATED_PROMPT -> Failure.of(Kind.MODERATED_PROMPT);
            case MODERATED_IMAGE -> Failure.of(Kind.MODERATED_IMAGE);
            case IMAGE_UNREADABLE -> Failure.of(Kind.IMAGE_UNREADABLE);
            default -> null;
        };
    }

    static @Nullable Failure afterRendering(Fault fault) {
        return switch (fault.effect()) {
            case FAILS -> Failure.of(Kind.FAILED);
            case SERVER_FAILS -> Failure.of(Kind.SERVER_FAILED);
            case TIMES_OUT -> Failure.of(Kind.TIMED_OUT);
            case MODERATED_OUTPUT -> Failure.of(Kind.MODERATED_OUTPUT);
            default -> null;
        };
    }
}
