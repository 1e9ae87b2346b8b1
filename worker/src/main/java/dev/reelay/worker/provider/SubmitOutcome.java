package dev.reelay.worker.provider;

import dev.reelay.error.Failure;

/** What came of the paid call. Only a definite no is {@link Refused}; when in doubt it is {@link Ambiguous}. */
public sealed interface SubmitOutcome {

    /** The provider took it and gave it an id. */
    record Accepted(RemoteRequest request) implements SubmitOutcome {}

    /** The provider said no; nothing is owed. */
    record Refused(Failure failure) implements SubmitOutcome {}

    /**
     * Nothing reached the provider; nothing is owed.
     *
     * @param unreachable whether the provider could not be reached, and not only our own time was over
     */
    record NotSent(String reason, boolean unreachable) implements SubmitOutcome {}

    /** The provider may have taken it. */
    record Ambiguous(String reason) implements SubmitOutcome {}
}
