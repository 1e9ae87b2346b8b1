package dev.reelay.pieces.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' published OpenAPI document, by the classes that its project makes of it: they know which fields an object has, and
 * which of them it must have.
 */
final class PublishedApi {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    private PublishedApi() {}

    /** The first thing that is wrong with an object; null when nothing is. */
    static @Nullable String complaint(Map<String, Object> object) throws ReflectiveOperationException {
        String version = String.valueOf(object.get("apiVersion")).replaceFirst(".*/", "");
        String type = version.substring(0, 1).toUpperCase(Locale.ROOT) + version.substring(1) + object.get("kind");
        try {
            Class.forName(MODELS + type)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, new Gson().toJsonTree(object));
            return null;
        } catch (InvocationTargetException wrong) {
            return String.valueOf(wrong.getCause());
        }
    }
}
