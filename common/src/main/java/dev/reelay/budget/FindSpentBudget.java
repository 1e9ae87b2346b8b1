package dev.reelay.budget;

import dev.reelay.database.Database;
import dev.reelay.tenant.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the budget for whose sake a request is not accepted. What is queued counts as spent, so that a queue never grows
 * beyond its budget. Of requests that come at the same moment each may find the last room: the claim, which counts under a
 * lock, takes one and fails the others. That a tenant has no budget that refuses is remembered for two seconds.
 */
@ApplicationScoped
public class FindSpentBudget {
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    private final Database database;
    private final InstantSource clock;
    private final Map<Integer, Instant> unlimited = new ConcurrentHashMap<>();

    FindSpentBudget(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The one that renews last of those without room for this price; an unknown one wants none. */
    public Optional<Budget> find(Requester from, String provider, String currency, @Nullable BigDecimal price) {
        int tenant = from.tenant().id();
        Instant until = unlimited.get(tenant);
        if (until != null && clock.instant().isBefore(until)) {
            return Optional.empty();
        }
        if (!refusesAny(tenant)) {
            remember(tenant);
            return Optional.empty();
        }
        return database.first(
                "select " + BudgetRows.COLUMNS + """
                 from budgets_of(?, ?, null, ?, ?) b join budget_standing s on s.id = b.id
                where b.when_spent = 'refuse' and s.room - s.queued < ? order by s.renews_at desc nulls first, s.id limit 1""",
                BudgetRows::budget,
                tenant,
                from.keyId(),
                provider,
                currency,
                price == null ? BigDecimal.ZERO : price);
    }

    void forget(int tenant) {
        unlimited.remove(tenant);
    }

    private boolean refusesAny(int tenant) {
        return database.first("""
                        select 1 from budget where closed_at is null and when_spent = 'refuse'
                          and (tenant_id = ? or tenant_id is null) limit 1""", row -> true, tenant).isPresent();
    }

    private void remember(int tenant) {
        if (unlimited.size() >= MOST) {
            unlimited.clear();
        }
        unlimited.put(tenant, clock.instant().plus(REMEMBERED));
    }
}
