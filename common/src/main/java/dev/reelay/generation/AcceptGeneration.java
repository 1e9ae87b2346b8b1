package dev.reelay.generation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.budget.Budget;
import dev.reelay.budget.FindSpentBudget;
import dev.reelay.request.Candidate;
import dev.reelay.request.CheckRequest;
import dev.reelay.request.Draft;
import dev.reelay.request.Order;
import dev.reelay.request.Verdict;
import dev.reelay.tenant.Requester;
import dev.reelay.tenant.Tenant;
import dev.reelay.webhook.Endpoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request in: what is fine becomes one generation with its input and first event, in one transaction; for what is
 * not, nothing is written. A caller's key stands for one generation for good, even when the same request would be refused
 * by now.
 */
@ApplicationScoped
public class AcceptGeneration {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CheckRequest check;
    private final IdempotencyKeys keys;
    private final WriteOrder orders;
    private final Endpoints endpoints;
    private final WriteGenerations writes;
    private final FindSpentBudget spent;

    AcceptGeneration(
            CheckRequest check,
            FindSpentBudget spent,
            IdempotencyKeys keys,
            WriteOrder orders,
            Endpoints endpoints,
            WriteGenerations writes) {
        this.check = check;
        this.spent = spent;
        this.keys = keys;
        this.orders = orders;
        this.endpoints = endpoints;
        this.writes = writes;
    }

    /** Accepts or refuses one request. */
    public Acceptance accept(Requester from, Draft draft, @Nullable Once once) {
        Tenant tenant = from.tenant();
        if (once != null) {
            Optional<Acceptance> known = known(tenant, once);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return switch (check.check(draft, tenant)) {
            case Verdict.Unfit unfit -> new Acceptance.Refused(unfit);
            case Verdict.Fit fit -> acceptFit(from, fit.order(), once);
        };
    }

    private Acceptance acceptFit(Requester from, Order order, @Nullable Once once) {
        Candidate first = order.first();
        Optional<Budget> lacking = spent.find(
                from, first.offering().provider(), first.offering().price().currency(), first.price());
        if (lacking.isEmpty()) {
            return write(from, order, once);
        }
        // The same request may have been accepted since, and have taken the room that this one lacks.
        Optional<Acceptance> known = once == null ? Optional.empty() : known(from.tenant(), once);
        return known.orElseGet(() -> new Acceptance.OverBudget(lacking.get(), first.price()));
    }

    private Optional<Acceptance> known(Tenant tenant, Once once) {
        return keys.find(tenant.id(), once.key(), once.bytes());
    }

    private Acceptance write(Requester from, Order order, @Nullable Once once) {
        Tenant tenant = from.tenant();
        if (order.terms().webhookUrl() != null) {
            endpoints.ensureForRequests(tenant.id());
        }
        UUID id = writes.newId();
        ObjectNode row = orders.row(from, order, id.toString()).put("id", id.toString());
        if (once == null) {
            writes.write(row);
            return new Acceptance.Accepted(id, false);
        }
        return keys.acceptOnce(
                tenant.id(),
                once.key(),
                once.bytes(),
                id,
                JSON.createArrayNode().add(row).toString());
    }
}
