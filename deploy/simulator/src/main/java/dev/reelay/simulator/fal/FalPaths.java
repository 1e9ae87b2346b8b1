package dev.reelay.simulator.fal;

import dev.reelay.simulator.protocol.Route;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;

/**
 * Paths of the queue. A submit goes to the full model id; everything after it goes to owner and alias alone, though the
 * full id and a {@code /response} suffix are understood too.
 */
final class FalPaths {
    private static final Set<String> NAMESPACES = Set.of("workflows", "comfy");

    private FalPaths() {}

    /** Owner and alias of a model id, with the namespace if it has one. */
    static String app(String model) {
        List<String> parts = List.of(model.split("/", -1));
        int kept = NAMESPACES.contains(parts.getFirst()) ? 3 : 2;
        return String.join("/", parts.subList(0, Math.min(kept, parts.size())));
    }

    static Route route(HttpMethod method, String path) {
        if (path.equals(".well-known/jwks.json") && method.equals(HttpMethod.GET)) {
            return new Route.Page("jwks");
        }
        List<String> parts = List.of(path.split("/", -1));
        int requests = parts.indexOf("requests");
        if (requests >= 2 && parts.size() > requests + 1) {
            String tail = String.join("/", parts.subList(requests + 2, parts.size()));
            return ofJob(method, path, parts.get(requests + 1), tail);
        }
        return method.equals(HttpMethod.POST) && parts.size() > 1 ? new Route.Submit(path) : new Route.Unknown(path);
    }

    private static Route ofJob(HttpMethod method, String path, String id, String tail) {
        boolean read = method.equals(HttpMethod.GET);
        return switch (tail) {
            case "status" -> read ? new Route.Status(id) : new Route.Unknown(path);
            case "status/stream" -> read ? new Route.Stream(id) : new Route.Unknown(path);
            case "", "response" -> read ? new Route.Result(id) : new Route.Unknown(path);
            case "cancel" -> method.equals(HttpMethod.PUT) ? new Route.Cancel(id) : new Route.Unknown(path);
            default -> new Route.Unknown(path);
        };
    }
}
