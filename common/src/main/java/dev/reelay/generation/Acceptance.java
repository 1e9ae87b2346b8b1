package dev.reelay.generation;

import dev.reelay.budget.Budget;
import dev.reelay.request.Verdict;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /**
     * Nothing was written: this budget has no room for it.
     *
     * @param price null when unknown
     */
    record OverBudget(Budget budget, @Nullable BigDecimal price) implements Acceptance {}

    /** Nothing was written: the caller's key stands for another request. */
    record KeyReused() implements Acceptance {}
}
