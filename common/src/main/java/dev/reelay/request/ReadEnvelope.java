package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.reelay.catalog.Violation;
import dev.reelay.event.EventType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a request with its terms: the form that HTTP, Kafka and manifests share. */
@ApplicationScoped
public class ReadEnvelope {
    /** What an envelope may hold. */
    public static final Set<String> FIELDS = Set.of(
            "model",
            "input",
            "providers",
            "prefer",
            "allow_nearest",
            "webhook_url",
            "webhook_events",
            "metadata",
            "priority",
            "start_by",
            "finish_by",
            "on_unknown");

    private static final int LONGEST_MODEL = 200;

    private final ReadWebhookUrl webhookUrl;

    ReadEnvelope(ReadWebhookUrl webhookUrl) {
        this.webhookUrl = webhookUrl;
    }

    /** Everything that can be read, and everything that is wrong with the form of the rest. */
    public Draft read(JsonNode body) {
        if (!body.isObject()) {
            return new Draft(
                    "",
                    MissingNode.getInstance(),
                    "/input",
                    Terms.NONE,
                    List.of(new Violation("", "must be an object")));
        }
        Fields fields = new Fields(body);
        fields.onlyKnown(FIELDS);
        String model = model(fields);
        JsonNode input = fields.present("input");
        if (input == null) {
            fields.refuse("input", "is missing: the model's input, an object");
        }
        Terms terms = terms(fields);
        List<Violation> violations = new ArrayList<>(fields.violations());
        violations.addAll(Keepable.violations(body));
        return new Draft(model, input == null ? MissingNode.getInstance() : input, "/input", terms, violations);
    }

    private static String model(Fields fields) {
        int before = fields.violations().size();
        String model = fields.text("model", "the id of a model");
        if (model == null || model.isEmpty() || model.length() > LONGEST_MODEL) {
            if (fields.violations().size() == before) {
                fields.refuse("model", "is missing: the id of a model, of 1 to " + LONGEST_MODEL + " characters");
            }
            return "";
        }
        return model;
    }

    private Terms terms(Fields fields) {
        return new Terms(
                fields.words("providers", "names of providers, in the order of your choice"),
                prefer(fields),
                fields.flag("allow_nearest"),
                webhookUrl.read(fields),
                webhookTypes(fields),
                fields.strings("metadata"),
                fields.integer("priority", -10, 10, 0),
                fields.time("start_by"),
                fields.time("finish_by"),
                onUnknown(fields));
    }

    private static Prefer prefer(Fields fields) {
        String given = fields.text("prefer", "listed, cheapest or fastest");
        if (given == null) {
            return Prefer.LISTED;
        }
        return Prefer.of(given).orElseGet(() -> {
            fields.refuse("prefer", "must be one of listed, cheapest, fastest");
            return Prefer.LISTED;
        });
    }

    private static List<String> webhookTypes(Fields fields) {
        List<String> types = fields.words("webhook_events", "types of events, such as generation.completed");
        if (!types.isEmpty() && fields.present("webhook_url") == null) {
            fields.refuse("webhook_events", "belongs to a webhook_url, and there is none");
        }
        if (!EventType.OF_REQUESTS.containsAll(types)) {
            fields.refuse("webhook_events", "must be some of " + String.join(", ", EventType.OF_REQUESTS));
        }
        return types;
    }

    private static OnUnknown onUnknown(Fields fields) {
        String given = fields.text("on_unknown", "fail, resubmit or hold");
        if (given == null) {
            return OnUnknown.FAIL;
        }
        return OnUnknown.of(given).orElseGet(() -> {
            fields.refuse("on_unknown", "must be one of fail, resubmit, hold");
            return OnUnknown.FAIL;
        });
    }
}
