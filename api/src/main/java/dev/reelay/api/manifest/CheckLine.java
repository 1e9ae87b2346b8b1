package dev.reelay.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.batch.StagedLine;
import dev.reelay.catalog.Violation;
import dev.reelay.generation.WriteOrder;
import dev.reelay.request.CheckRequest;
import dev.reelay.request.Keepable;
import dev.reelay.request.ReadEnvelope;
import dev.reelay.request.Verdict;
import dev.reelay.tenant.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks a line as any request is checked, with the manifest's defaults below it. */
@ApplicationScoped
class CheckLine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CUSTOM_ID = "custom_id";
    private static final int LONGEST_ID = 255;
    private static final String PRIORITY = "priority";
    /** So that who asks for one video does not wait for what a batch has released before. */
    private static final int BEHIND_SINGLE_ONES = -5;
    /** Of these a line says in part what it wants otherwise. */
    private static final Set<String> MERGED = Set.of("input", "metadata");

    private final ReadEnvelope envelope;
    private final CheckRequest check;
    private final WriteOrder orders;

    CheckLine(ReadEnvelope envelope, CheckRequest check, WriteOrder orders) {
        this.envelope = envelope;
        this.check = check;
        this.orders = orders;
    }

    StagedLine check(Requester from, UUID batch, JsonNode defaults, Line line) {
        JsonNode body = line.body();
        if (body == null) {
            return new StagedLine(line.n(), null, null, line.faults());
        }
        if (!body.isObject()) {
            return new StagedLine(line.n(), null, null, List.of(new Violation("", "must be an object")));
        }
        JsonNode id = body.get(CUSTOM_ID);
        String wrong = id == null || id.isNull() ? null : objection(id);
        String customId = id == null || wrong != null ? null : id.textValue();
        if (wrong != null) {
            return new StagedLine(line.n(), null, null, List.of(new Violation("/" + CUSTOM_ID, wrong)));
        }
        return switch (check.check(envelope.read(merged(defaults, body)), from.tenant())) {
            case Verdict.Unfit unfit -> new StagedLine(line.n(), customId, null, unfit.violations());
            case Verdict.Fit fit ->
                new StagedLine(line.n(), customId, orders.row(from, fit.order(), batch + "-" + line.n()), List.of());
        };
    }

    private static @Nullable String objection(JsonNode id) {
        boolean fine = id.isTextual()
                && !id.textValue().isEmpty()
                && id.textValue().length() <= LONGEST_ID
                && Keepable.violations(id).isEmpty();
        return fine ? null : "must be a string of 1 to " + LONGEST_ID + " characters";
    }

    private static ObjectNode merged(JsonNode defaults, JsonNode body) {
        ObjectNode merged = JSON.createObjectNode();
        merged.setAll((ObjectNode) defaults.deepCopy());
        body.properties().forEach(field -> {
            JsonNode below = merged.get(field.getKey());
            if (MERGED.contains(field.getKey())
                    && below instanceof ObjectNode usual
                    && field.getValue().isObject()) {
                usual.setAll((ObjectNode) field.getValue());
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        merged.remove(CUSTOM_ID);
        if (!merged.hasNonNull(PRIORITY)) {
            merged.put(PRIORITY, BEHIND_SINGLE_ONES);
        }
        return merged;
    }
}
