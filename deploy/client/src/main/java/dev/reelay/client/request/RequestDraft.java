package dev.reelay.client.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to ask for: a model, its input, and terms by the names that the api has for them. Immutable. Its idempotency key makes it
 * safe to send again; without one of yours it is given one that holds for this submit.
 */
public final class RequestDraft {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode envelope;
    private final @Nullable String idempotencyKey;

    private RequestDraft(ObjectNode envelope, @Nullable String idempotencyKey) {
        this.envelope = envelope;
        this.idempotencyKey = idempotencyKey;
    }

    /** A model and its input. */
    public static RequestDraft of(String model, Map<String, ?> input) {
        ObjectNode envelope = JSON.createObjectNode().put("model", model);
        envelope.set("input", JSON.valueToTree(input));
        return new RequestDraft(envelope, null);
    }

    /** A whole envelope, as the api takes it. */
    public static RequestDraft of(JsonNode envelope) {
        if (!(envelope.deepCopy() instanceof ObjectNode object)) {
            throw new IllegalArgumentException("an envelope is a JSON object");
        }
        return new RequestDraft(object, null);
    }

    /** With a term: {@code providers}, {@code prefer}, {@code webhook_url}, {@code metadata}, and so on. */
    public RequestDraft with(String term, Object value) {
        ObjectNode more = envelope.deepCopy();
        more.set(term, JSON.valueToTree(value));
        return new RequestDraft(more, idempotencyKey);
    }

    /** A word of yours, unique for each video that you want. */
    public RequestDraft under(String key) {
        return new RequestDraft(envelope, key);
    }

    /** What is sent. */
    public ObjectNode envelope() {
        return envelope.deepCopy();
    }

    String idempotencyKey() {
        return Optional.ofNullable(idempotencyKey)
                .orElseGet(() -> UUID.randomUUID().toString());
    }
}
