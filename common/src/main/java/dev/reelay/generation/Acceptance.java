package dev.reelay.generation;

import dev.reelay.request.Verdict;
import java.util.UUID;

/** What came of a request. */
public sealed interface Acceptance {

    /**
     * It is in the database; its record is still to be sent, unless this is a replay.
     *
     * @param replay whether the caller's key had brought it here before
     */
    record Accepted(UUID id, boolean replay) implements Acceptance {}

    /** Nothing was written. */
    record Refused(Verdict.Unfit reasons) implements Acceptance {}

    /** Nothing was written: the caller's key stands for another request. */
    record KeyReused() implements Acceptance {}
}
