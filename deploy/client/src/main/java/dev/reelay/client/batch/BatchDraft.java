package dev.reelay.client.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A batch to submit: its manifest, and options that hold for all of it. Immutable. Without an idempotency key of yours, a file
 * is given one of its content and the options: the same file with the same options is then one batch, however often it is sent.
 */
public final class BatchDraft {
    private final Manifest manifest;
    private final ObjectNode options;
    private final @Nullable String idempotencyKey;

    private BatchDraft(Manifest manifest, ObjectNode options, @Nullable String idempotencyKey) {
        this.manifest = manifest;
        this.options = options;
        this.idempotencyKey = idempotencyKey;
    }

    public static BatchDraft of(Manifest manifest) {
        return new BatchDraft(manifest, JsonNodeFactory.instance.objectNode(), null);
    }

    public BatchDraft name(String name) {
        return with("name", JsonNodeFactory.instance.textNode(name));
    }

    /** Fields of the envelope that hold for every line which does not say otherwise. */
    public BatchDraft defaults(JsonNode envelope) {
        return with("defaults", envelope);
    }

    /** Runs what is valid even if some lines are not. */
    public BatchDraft acceptValid() {
        return with("accept_valid", JsonNodeFactory.instance.booleanNode(true));
    }

    /** Only checks the lines and estimates the cost. */
    public BatchDraft dryRun() {
        return with("dry_run", JsonNodeFactory.instance.booleanNode(true));
    }

    /** How many lines may be open at once. */
    public BatchDraft concurrency(int lines) {
        return with("concurrency", JsonNodeFactory.instance.numberNode(lines));
    }

    /** How much may be spent, in USD. */
    public BatchDraft budget(BigDecimal amount) {
        return with("budget", JsonNodeFactory.instance.numberNode(amount));
    }

    public BatchDraft webhookUrl(String url) {
        return with("webhook_url", JsonNodeFactory.instance.textNode(url));
    }

    /** A word of yours, unique for each batch that you want. */
    public BatchDraft under(String key) {
        return new BatchDraft(manifest, options, key);
    }

    Manifest manifest() {
        return manifest;
    }

    ObjectNode options() {
        return options.deepCopy();
    }

    boolean onlyChecked() {
        return options.path("dry_run").asBoolean();
    }

    @Nullable
    String idempotencyKey() {
        return idempotencyKey;
    }

    private BatchDraft with(String option, JsonNode value) {
        ObjectNode more = options.deepCopy();
        more.set(option, value);
        return new BatchDraft(manifest, more, idempotencyKey);
    }
}
