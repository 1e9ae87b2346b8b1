package dev.reelay.generation;

import dev.reelay.budget.Budget;
import dev.reelay.budget.Budgets;
import dev.reelay.generation.Waiting.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what a budget wants of a generation that it holds. */
@ApplicationScoped
class ExplainHeld {
    private final Budgets budgets;

    ExplainHeld(Budgets budgets) {
        this.budgets = budgets;
    }

    Waiting explain(Generation generation, UUID budget) {
        return budgets.find(budget)
                .map(known -> new Waiting(
                        Reason.BUDGET,
                        sentence(known, generation.route().price()),
                        generation.times().updatedAt(),
                        known.use().renewsAt()))
                .orElseGet(() -> new Waiting(
                        Reason.BUDGET,
                        "the budget that held it is no more; it goes on within seconds",
                        generation.times().updatedAt(),
                        null));
    }

    private static String sentence(Budget budget, @Nullable BigDecimal price) {
        String costs = price == null ? "" : ", and this costs " + price.toPlainString();
        String then = budget.use().renewsAt() == null
                ? "it goes on when the budget is raised, or what is held of it comes to less"
                : "it goes on when the budget renews, is raised, or what is held of it comes to less";
        return "the budget \"" + budget.name() + "\" has "
                + budget.use().room().stripTrailingZeros().toPlainString()
                + " of its " + budget.limit().amount().stripTrailingZeros().toPlainString() + " "
                + budget.limit().currency() + " left" + costs + "; " + then;
    }
}
