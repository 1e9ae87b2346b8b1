package dev.reelay.simulator.studio;

import dev.reelay.simulator.catalog.InputProblem;
import java.util.List;

/** Why a job failed; each provider has its own words for each kind. */
public record Failure(Kind kind, List<InputProblem> problems) {
    /** The kinds of failure. */
    public enum Kind {
        INVALID_INPUT,
        MODERATED_PROMPT,
        MODERATED_IMAGE,
        MODERATED_OUTPUT,
        IMAGE_UNREADABLE,
        FAILED,
        SERVER_FAILED,
        TIMED_OUT,
        NOT_STARTED_IN_TIME
    }

    static Failure of(Kind kind) {
        return new Failure(kind, List.of());
    }
}
