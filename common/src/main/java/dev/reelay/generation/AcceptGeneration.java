package dev.reelay.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.database.Database;
import dev.reelay.database.Gather;
import dev.reelay.request.CheckRequest;
import dev.reelay.request.Draft;
import dev.reelay.request.Fingerprint;
import dev.reelay.request.Order;
import dev.reelay.request.Terms;
import dev.reelay.request.Verdict;
import dev.reelay.tenant.Tenant;
import dev.reelay.webhook.Endpoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
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
    private static final int MOST_AT_ONCE = 200;

    private final CheckRequest check;
    private final IdempotencyKeys keys;
    private final Inputs inputs;
    private final GenerationIds ids;
    private final Endpoints endpoints;
    private final Gather<ObjectNode, Boolean> writes;

    AcceptGeneration(
            CheckRequest check,
            IdempotencyKeys keys,
            Inputs inputs,
            GenerationIds ids,
            Endpoints endpoints,
            Database database) {
        this.check = check;
        this.keys = keys;
        this.inputs = inputs;
        this.ids = ids;
        this.endpoints = endpoints;
        this.writes = new Gather<>(MOST_AT_ONCE, rows -> written(database, rows));
    }

    /** Accepts or refuses one request of a tenant. */
    public Acceptance accept(Tenant tenant, Draft draft, @Nullable String key) {
        byte @Nullable [] fingerprint = key == null || !draft.violations().isEmpty() ? null : Fingerprint.of(draft);
        if (key != null && fingerprint != null) {
            Optional<Acceptance> known = keys.find(tenant.id(), key, fingerprint);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return switch (check.check(draft, tenant)) {
            case Verdict.Unfit unfit -> new Acceptance.Refused(unfit);
            case Verdict.Fit fit -> write(tenant, fit.order(), key, fingerprint);
        };
    }

    private Acceptance write(Tenant tenant, Order order, @Nullable String key, byte @Nullable [] fingerprint) {
        if (order.terms().webhookUrl() != null) {
            endpoints.ensureForRequests(tenant.id());
        }
        UUID id = ids.next();
        ObjectNode row = row(tenant, id, order);
        if (key == null || fingerprint == null) {
            writes.ask(row);
            return new Acceptance.Accepted(id, false);
        }
        return keys.acceptOnce(
                tenant.id(),
                key,
                fingerprint,
                id,
                JSON.createArrayNode().add(row).toString());
    }

    private static List<Boolean> written(Database database, List<ObjectNode> rows) {
        database.query(
                "select accept_generations(?::jsonb)",
                row -> true,
                JSON.createArrayNode().addAll(rows).toString());
        return Collections.nCopies(rows.size(), true);
    }

    private ObjectNode row(Tenant tenant, UUID id, Order order) {
        Terms terms = order.terms();
        ObjectNode row = JSON.createObjectNode()
                .put("id", id.toString())
                .put("tenant_id", tenant.id())
                .put("model", order.listing().id())
                .put("offering", order.offering().id())
                .put("provider", order.offering().provider())
                .put("account_id", order.account())
                .put("priority", terms.priority())
                .put(
                        "start_by",
                        terms.startBy() == null ? null : terms.startBy().toString())
                .put(
                        "finish_by",
                        terms.finishBy() == null ? null : terms.finishBy().toString())
                .put("on_unknown", terms.onUnknown().wire())
                .put("webhook_url", terms.webhookUrl());
        row.set("providers", nullWhenEmpty(terms.providers()));
        row.set("webhook_types", nullWhenEmpty(terms.webhookTypes()));
        row.set("metadata", terms.metadata().isEmpty() ? null : JSON.valueToTree(terms.metadata()));
        inputs.keep(tenant.id(), id, order.input(), row);
        return row;
    }

    private static @Nullable JsonNode nullWhenEmpty(List<String> words) {
        return words.isEmpty() ? null : JSON.valueToTree(words);
    }
}
