package dev.reelay.generation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.budget.Budget;
import dev.reelay.budget.FindSpentBudget;
import dev.reelay.request.Candidate;
import dev.reelay.request.CheckRequest;
import dev.reelay.request.Draft;
import dev.reelay.request.Fingerprint;
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
    public Acceptance accept(Requester from, Draft draft, @Nullable String key) {
        Tenant tenant = from.tenant();
        byte @Nullable [] fingerprint = key == null || !draft.violations().isEmpty() ? null : Fingerprint.of(draft);
        if (key != null && fingerprint != null) {
            Optional<Acceptance> known = keys.find(tenant.id(), key, fingerprint);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return switch (check.check(draft, tenant)) {
            case Verdict.Unfit unfit -> new Acceptance.Refused(unfit);
            case Verdict.Fit fit -> acceptFit(from, fit.order(), key, fingerprint);
        };
    }

    private Acceptance acceptFit(Requester from, Order order, @Nullable String key, byte @Nullable [] fingerprint) {
        Candidate first = order.first();
        Optional<Budget> lacking = spent.find(
                from, first.offering().provider(), first.offering().price().currency(), first.price());
        if (lacking.isEmpty()) {
            return write(from, order, key, fingerprint);
        }
        // The same request may have been accepted since, and have taken the room that this one lacks.
        Optional<Acceptance> known = key == null || fingerprint == null
                ? Optional.empty()
                : keys.find(from.tenant().id(), key, fingerprint);
        return known.orElseGet(() -> new Acceptance.OverBudget(lacking.get(), first.price()));
    }

    private Acceptance write(Requester from, Order order, @Nullable String key, byte @Nullable [] fingerprint) {
        Tenant tenant = from.tenant();
        if (order.terms().webhookUrl() != null) {
            endpoints.ensureForRequests(tenant.id());
        }
        UUID id = writes.newId();
        ObjectNode row = orders.row(from, order, id.toString()).put("id", id.toString());
        if (key == null || fingerprint == null) {
            writes.write(row);
            return new Acceptance.Accepted(id, false);
        }
        return keys.acceptOnce(
                tenant.id(),
                key,
                fingerprint,
                id,
                JSON.createArrayNode().add(row).toString());
    }
}
