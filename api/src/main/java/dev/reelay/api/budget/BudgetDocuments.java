package dev.reelay.api.budget;

import dev.reelay.api.request.Document;
import dev.reelay.budget.Budget;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms in which budgets are answered. */
final class BudgetDocuments {
    private BudgetDocuments() {}

    /**
     * A budget and where it stands in its present period.
     *
     * @param left what is neither spent, held nor at risk
     * @param renewsAt absent where there is but one period
     */
    @Document
    record Standing(
            UUID id,
            String name,
            @Nullable UUID apiKeyId,
            @Nullable UUID batchId,
            @Nullable String provider,
            String period,
            BigDecimal amount,
            String currency,
            String whenSpent,
            BigDecimal spent,
            BigDecimal held,
            BigDecimal atRisk,
            BigDecimal left,
            BigDecimal queued,
            @Nullable Instant renewsAt,
            Instant createdAt,
            String url) {
        static Standing of(Budget budget, String url) {
            return new Standing(
                    budget.id(),
                    budget.name(),
                    budget.scope().apiKeyId(),
                    budget.scope().batchId(),
                    budget.scope().provider(),
                    budget.limit().period().wire(),
                    budget.limit().amount(),
                    budget.limit().currency(),
                    budget.limit().whenSpent().wire(),
                    budget.use().spent(),
                    budget.use().held(),
                    budget.use().atRisk(),
                    budget.use().room(),
                    budget.use().queued(),
                    budget.use().renewsAt(),
                    budget.createdAt(),
                    url);
        }
    }

    /** All of a tenant, oldest first. */
    @Document
    record All(List<Standing> budgets) {}
}
