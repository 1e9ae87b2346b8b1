package dev.reelay.api.ui.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.generation.Generation;
import dev.reelay.generation.ReadInput;
import dev.reelay.request.OnUnknown;
import dev.reelay.request.Prefer;
import dev.reelay.request.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a request as the body that the api would take for the same once more, with all its terms. */
@ApplicationScoped
public class AskAgain {
    private final ReadInput inputs;
    private final InstantSource clock;

    AskAgain(ReadInput inputs, InstantSource clock) {
        this.inputs = inputs;
        this.clock = clock;
    }

    /**
     * The body.
     *
     * @param late whether a deadline has passed since, and is left out
     */
    public record Asked(ObjectNode envelope, boolean late) {}

    /** Of a request that was found before. */
    public Asked of(Generation request) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("model", request.model());
        envelope.set("input", inputs.of(request).orElseGet(JsonNodeFactory.instance::objectNode));
        Terms terms = request.terms();
        words(envelope, "providers", terms.providers());
        if (terms.prefer() != Prefer.LISTED) {
            envelope.put("prefer", terms.prefer().wire());
        }
        if (terms.allowNearest()) {
            envelope.put("allow_nearest", true);
        }
        if (terms.webhookUrl() != null) {
            envelope.put("webhook_url", terms.webhookUrl());
            words(envelope, "webhook_events", terms.webhookTypes());
        }
        if (!terms.metadata().isEmpty()) {
            terms.metadata().forEach(envelope.putObject("metadata")::put);
        }
        if (terms.priority() != 0) {
            envelope.put("priority", terms.priority());
        }
        if (terms.onUnknown() != OnUnknown.FAIL) {
            envelope.put("on_unknown", terms.onUnknown().wire());
        }
        boolean late = deadline(envelope, "start_by", terms.startBy());
        late |= deadline(envelope, "finish_by", terms.finishBy());
        return new Asked(envelope, late);
    }

    private static void words(ObjectNode envelope, String name, List<String> words) {
        if (!words.isEmpty()) {
            words.forEach(envelope.putArray(name)::add);
        }
    }

    /** Answers whether it has passed. */
    private boolean deadline(ObjectNode envelope, String name, @Nullable Instant time) {
        if (time == null) {
            return false;
        }
        if (!time.isAfter(clock.instant())) {
            return true;
        }
        envelope.put(name, time.toString());
        return false;
    }
}
