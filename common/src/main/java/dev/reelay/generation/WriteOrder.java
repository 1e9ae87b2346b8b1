package dev.reelay.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.request.Candidate;
import dev.reelay.request.Order;
import dev.reelay.request.Terms;
import dev.reelay.tenant.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an order as the row from which generations are accepted, all but its id; a large input goes into the bucket. */
@ApplicationScoped
public class WriteOrder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Inputs inputs;

    WriteOrder(Inputs inputs) {
        this.inputs = inputs;
    }

    /**
     * The row.
     *
     * @param name of the input's object, if it needs one; nobody else's in this tenant
     */
    public ObjectNode row(Requester from, Order order, String name) {
        Terms terms = order.terms();
        Candidate first = order.first();
        ObjectNode row = JSON.createObjectNode()
                .put("tenant_id", from.tenant().id())
                .put("api_key_id", from.keyId() == null ? null : from.keyId().toString())
                .put("facade", from.facade())
                .put("model", order.listing().id())
                .put("offering", first.offering().id())
                .put("provider", first.offering().provider())
                .put("price", first.price())
                .put("currency", first.currency())
                .put("prefer", terms.prefer().wire())
                .put("allow_nearest", terms.allowNearest())
                .put("priority", terms.priority())
                .put("start_by", text(terms.startBy()))
                .put("finish_by", text(terms.finishBy()))
                .put("on_unknown", terms.onUnknown().wire())
                .put("webhook_url", terms.webhookUrl());
        row.set("candidates", Candidates.json(order.candidates()));
        row.set("providers", nullWhenEmpty(terms.providers()));
        row.set("webhook_types", nullWhenEmpty(terms.webhookTypes()));
        row.set("metadata", terms.metadata().isEmpty() ? null : JSON.valueToTree(terms.metadata()));
        inputs.keep(from.tenant().id(), name, order.input(), row);
        return row;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable JsonNode nullWhenEmpty(List<String> words) {
        return words.isEmpty() ? null : JSON.valueToTree(words);
    }
}
