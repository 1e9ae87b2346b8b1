package dev.reelay.budget;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes, changes and closes budgets, and tells where they stand. What they count is kept by the database itself. */
@ApplicationScoped
public class Budgets {
    /** How many a tenant may have open: each of its claims looks at all of them. */
    public static final int MOST = 100;

    private static final String OPEN = "select " + BudgetRows.COLUMNS + " from budget_standing s where ";

    private final Database database;
    private final FindSpentBudget spent;

    Budgets(Database database, FindSpentBudget spent) {
        this.database = database;
        this.spent = spent;
    }

    /** What came of making one. */
    public sealed interface Made {
        /** It counts from now on, and what its present period has already. */
        record Done(Budget budget) implements Made {}

        /** The tenant has no such key. */
        record UnknownKey() implements Made {}

        /** The tenant has {@link #MOST}. */
        record TooMany() implements Made {}
    }

    /** All open ones of a tenant, oldest first. */
    public List<Budget> of(int tenant) {
        return database.query(OPEN + "s.tenant_id = ? order by s.id", BudgetRows::budget, tenant);
    }

    /** An open one of a tenant. */
    public Optional<Budget> find(int tenant, UUID id) {
        return database.first(OPEN + "s.tenant_id = ? and s.id = ?", BudgetRows::budget, tenant, id);
    }

    /** An open one, whoever made it: the tenant, or the operator for many. */
    public Optional<Budget> find(UUID id) {
        return database.first(OPEN + "s.id = ?", BudgetRows::budget, id);
    }

    /** Makes one of a tenant. */
    public Made create(int tenant, BudgetDraft.Whole draft) {
        Budget.Scope scope = draft.scope();
        if (scope.apiKeyId() != null && !isKeyOf(tenant, scope.apiKeyId())) {
            return new Made.UnknownKey();
        }
        Optional<Budget> made = database.query(
                        "select create_budget(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        row -> Optional.ofNullable(row.getObject(1, UUID.class)),
                        tenant,
                        MOST,
                        draft.name(),
                        scope.apiKeyId(),
                        scope.batchId(),
                        scope.provider(),
                        draft.limit().period().wire(),
                        draft.limit().amount(),
                        draft.limit().currency(),
                        draft.limit().whenSpent().wire())
                .getFirst()
                .flatMap(id -> find(tenant, id));
        spent.forget(tenant);
        return made.<Made>map(Made.Done::new).orElseGet(Made.TooMany::new);
    }

    /** Changes what the draft names; empty when the tenant has no such budget. What it holds follows within seconds. */
    public Optional<Budget> change(int tenant, UUID id, BudgetDraft draft) {
        database.update(
                """
                update budget set name = coalesce(?, name), amount = coalesce(?, amount), when_spent = coalesce(?, when_spent)
                where id = ? and tenant_id = ? and closed_at is null""",
                draft.name(),
                draft.amount(),
                draft.whenSpent() == null ? null : draft.whenSpent().wire(),
                id,
                tenant);
        spent.forget(tenant);
        return find(tenant, id);
    }

    /** Limits nothing any more; what it holds is let go within seconds. Answers false when the tenant has no such budget. */
    public boolean close(int tenant, UUID id) {
        boolean closed = database.update(
                        "update budget set closed_at = clock_timestamp() where id = ? and tenant_id = ? and closed_at is null",
                        id,
                        tenant)
                == 1;
        spent.forget(tenant);
        return closed;
    }

    private boolean isKeyOf(int tenant, UUID key) {
        return database.first("select 1 from api_key where id = ? and tenant_id = ?", row -> true, key, tenant)
                .isPresent();
    }
}
