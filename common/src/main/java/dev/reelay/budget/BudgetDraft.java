package dev.reelay.budget;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an owner wants of a budget; what is null stays as it is. A new one has all of it. What a budget limits, in which
 * currency and for how long cannot be changed: it has been counted by that.
 */
public record BudgetDraft(@Nullable String name, @Nullable BigDecimal amount, Budget.@Nullable WhenSpent whenSpent) {

    /** A new budget. */
    public record Whole(String name, Budget.Scope scope, Budget.Limit limit) {}
}
