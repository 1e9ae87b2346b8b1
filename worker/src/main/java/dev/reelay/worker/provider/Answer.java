package dev.reelay.worker.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.Documents;
import dev.reelay.catalog.Expression;
import dev.reelay.catalog.ExpressionException;
import dev.reelay.worker.outside.CallOutcome;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer as the one document that the expressions of its definition look at. Our own credential is struck out
 * of it first: providers like to quote the key they refuse.
 */
final class Answer {
    private static final Logger LOG = Logger.getLogger(Answer.class);

    private final int status;
    private final Map<String, String> headers;
    private final boolean wellFormed;
    private final Map<String, @Nullable Object> document;

    private Answer(int status, Map<String, String> headers, boolean wellFormed, @Nullable Object body) {
        this.status = status;
        this.headers = headers;
        this.wellFormed = wellFormed;
        document = new HashMap<>();
        document.put("http", status);
        document.put("headers", headers);
        document.put("body", body);
    }

    static Answer read(CallOutcome.Answered answered, Credential key, ObjectMapper json) {
        String text = StorableText.of(key.strikeOut(answered.body().text()));
        try {
            JsonNode body = StorableText.of(json.readTree(text), json);
            boolean wellFormed = body.isObject() || body.isArray();
            return new Answer(answered.status(), answered.headers(), wellFormed, Documents.plain(body));
        } catch (JsonProcessingException e) {
            return new Answer(answered.status(), answered.headers(), false, text);
        }
    }

    /** The same answer without anything said in it: what holds for this too says nothing about the answer itself. */
    Answer silent() {
        return new Answer(status, Map.of(), true, Map.of());
    }

    int status() {
        return status;
    }

    boolean success() {
        return status >= 200 && status < 300;
    }

    /** Whether the body is a JSON object or list, as the answers of every provider are. */
    boolean wellFormed() {
        return wellFormed;
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean holds(Expression when) {
        try {
            return when.holds(document);
        } catch (ExpressionException e) {
            return notFitting(when, e) != null;
        }
    }

    @Nullable
    String text(@Nullable Expression expression) {
        Object value = value(expression);
        return switch (value) {
            case String text when !text.isBlank() -> text;
            case Number number -> number.toString();
            case null, default -> null;
        };
    }

    @Nullable
    Integer whole(@Nullable Expression expression) {
        return value(expression) instanceof Number number ? (Integer) (int) Math.round(number.doubleValue()) : null;
    }

    @Nullable
    BigDecimal decimal(@Nullable Expression expression) {
        return value(expression) instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    /** The texts of a list, or the one text that stands for a list of one. */
    List<String> texts(Expression expression) {
        Object value = value(expression);
        List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        return all.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** The list that an expression finds; one item without its brackets is a list too, as JSONata has it. */
    Optional<List<?>> list(Expression expression) {
        Object value = value(expression);
        return value == null ? Optional.empty() : Optional.of(value instanceof List<?> list ? list : List.of(value));
    }

    private @Nullable Object value(@Nullable Expression expression) {
        if (expression == null) {
            return null;
        }
        try {
            return expression.evaluate(document);
        } catch (ExpressionException e) {
            return notFitting(expression, e);
        }
    }

    /** An answer of an unexpected shape is no fault of ours; what it does not tell, it does not tell. */
    private static @Nullable Object notFitting(Expression expression, ExpressionException e) {
        LOG.debugf("an expression did not fit an answer, expression=%s: %s", expression, e.getMessage());
        return null;
    }
}
