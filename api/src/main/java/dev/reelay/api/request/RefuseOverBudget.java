package dev.reelay.api.request;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.budget.Budget;
import dev.reelay.generation.Acceptance;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells a caller which budget has no room for a request, how much of it is gone, and when it renews. */
@ApplicationScoped
class RefuseOverBudget {
    private final InstantSource clock;

    RefuseOverBudget(InstantSource clock) {
        this.clock = clock;
    }

    /** The budget as a problem tells it. */
    @Document
    record Lacking(
            UUID id,
            String name,
            BigDecimal amount,
            String currency,
            BigDecimal spent,
            BigDecimal held,
            BigDecimal atRisk,
            BigDecimal queued,
            @Nullable BigDecimal wanted,
            @Nullable Instant renewsAt) {}

    ProblemException refusal(Acceptance.OverBudget over) {
        Budget budget = over.budget();
        Instant renewsAt = budget.use().renewsAt();
        String left = "Of the " + plain(budget.limit().amount()) + " "
                + budget.limit().currency() + " of the budget \""
                + budget.name() + "\" "
                + plain(budget.use().room().subtract(budget.use().queued()))
                + " are left, with what is queued taken off";
        Problem problem = Problem.of(
                        renewsAt == null ? ProblemType.BUDGET_USED_UP : ProblemType.BUDGET_SPENT,
                        left + (renewsAt == null ? "." : "; it renews at " + renewsAt + "."))
                .about("budget", lacking(budget, over.price()));
        return new ProblemException(
                renewsAt == null ? problem : problem.after(Duration.between(clock.instant(), renewsAt)));
    }

    private static Lacking lacking(Budget budget, @Nullable BigDecimal wanted) {
        return new Lacking(
                budget.id(),
                budget.name(),
                budget.limit().amount(),
                budget.limit().currency(),
                budget.use().spent(),
                budget.use().held(),
                budget.use().atRisk(),
                budget.use().queued(),
                wanted,
                budget.use().renewsAt());
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
