package dev.reelay.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.batch.BatchTerms;
import dev.reelay.request.Fields;
import dev.reelay.request.Keepable;
import dev.reelay.request.ReadEnvelope;
import dev.reelay.request.ReadWebhookUrl;
import dev.reelay.request.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for beside the lines of a manifest, from the fields of a body or the parameters of an address. */
@ApplicationScoped
public class ReadBatchTerms {
    static final Set<String> FIELDS =
            Set.of("name", "defaults", "accept_valid", "dry_run", "concurrency", "budget", "webhook_url");
    private static final Set<String> WORDS = Set.of("name", "webhook_url");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_NAME = 100;
    private static final BigDecimal MOST = new BigDecimal("1000000000");
    private static final int MOST_DECIMALS = 6;

    private final ReadWebhookUrl webhookUrl;
    private final BatchConfig config;

    ReadBatchTerms(ReadWebhookUrl webhookUrl, BatchConfig config) {
        this.webhookUrl = webhookUrl;
        this.config = config;
    }

    /** The parameters as one object: what is no text there is read as JSON. */
    public static ObjectNode object(MultivaluedMap<String, String> parameters) {
        ObjectNode object = JSON.createObjectNode();
        parameters.forEach((name, values) -> {
            boolean json = FIELDS.contains(name) && !WORDS.contains(name);
            if (json
                    && StrictJson.parse(values.getFirst().getBytes(StandardCharsets.UTF_8))
                            instanceof StrictJson.Document document) {
                object.set(name, document.root());
            } else {
                object.put(name, values.getFirst());
            }
        });
        return object;
    }

    /** What could be read; what is wrong is noted in the fields. */
    public BatchTerms read(Fields fields, JsonNode whole) {
        fields.violations().addAll(Keepable.violations(whole));
        return new BatchTerms(
                name(fields),
                defaults(fields),
                fields.flag("accept_valid"),
                fields.flag("dry_run"),
                fields.integer("concurrency", 1, config.mostConcurrency(), config.concurrency()),
                budget(fields),
                webhookUrl.read(fields));
    }

    private static @Nullable String name(Fields fields) {
        String given = fields.text("name", "what you call it");
        if (given != null && (given.isBlank() || given.length() > LONGEST_NAME)) {
            fields.refuse("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        return given;
    }

    private static JsonNode defaults(Fields fields) {
        JsonNode given = fields.present("defaults");
        if (given == null) {
            return JSON.createObjectNode();
        }
        if (!given.isObject()) {
            fields.refuse("defaults", "must be a JSON object: what holds for every line, such as {\"model\": \"…\"}");
            return JSON.createObjectNode();
        }
        given.fieldNames().forEachRemaining(name -> {
            if (!ReadEnvelope.FIELDS.contains(name)) {
                fields.refuse(
                        "defaults",
                        "may hold what a request may, each by its name: "
                                + String.join(", ", new TreeSet<>(ReadEnvelope.FIELDS)));
            }
        });
        return given;
    }

    private static @Nullable BigDecimal budget(Fields fields) {
        JsonNode given = fields.present("budget");
        if (given == null) {
            return null;
        }
        BigDecimal amount =
                given.isNumber() && Double.isFinite(given.doubleValue()) ? given.decimalValue() : BigDecimal.ZERO;
        if (amount.signum() <= 0
                || amount.compareTo(MOST) > 0
                || amount.stripTrailingZeros().scale() > MOST_DECIMALS) {
            fields.refuse(
                    "budget", "must be a number of US dollars above 0, with at most " + MOST_DECIMALS + " decimals");
        }
        return amount;
    }
}
