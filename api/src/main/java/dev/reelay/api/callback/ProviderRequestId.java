package dev.reelay.api.callback;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.catalog.Callback;
import dev.reelay.catalog.Documents;
import dev.reelay.catalog.ExpressionException;
import dev.reelay.request.ReadSettlement;
import dev.reelay.request.StrictJson;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds in a callback what the provider calls the request. */
final class ProviderRequestId {
    private ProviderRequestId() {}

    /** One word that can stand in an address; a callback without one ends the request with 400. */
    static String in(Callback callback, HttpHeaders headers, byte[] body) {
        Map<String, @Nullable Object> document = new HashMap<>();
        document.put("headers", lowerCase(headers));
        document.put(
                "body",
                switch (StrictJson.parse(body)) {
                    case StrictJson.Document(var root) -> Documents.plain(root);
                    case StrictJson.Broken broken ->
                        throw new ProblemException(Problem.of(
                                ProblemType.BROKEN_JSON,
                                "The JSON breaks at line " + broken.line() + ", column " + broken.column() + "."));
                });
        if (value(callback, document) instanceof String id && ReadSettlement.canBeId(id)) {
            return id;
        }
        throw new ProblemException(
                Problem.of(ProblemType.BAD_REQUEST, "The callback does not tell which request it is about."));
    }

    private static @Nullable Object value(Callback callback, Map<String, @Nullable Object> document) {
        try {
            return callback.id().evaluate(document);
        } catch (ExpressionException e) {
            return null;
        }
    }

    private static Map<String, String> lowerCase(HttpHeaders headers) {
        Map<String, String> all = new HashMap<>();
        headers.getRequestHeaders()
                .forEach((name, values) -> all.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return all;
    }
}
