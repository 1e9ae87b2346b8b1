package dev.reelay.api.problem;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what nobody behind it could read: a Content-Type that is none, by which the framework would choose a method and
 * fail; and an address with the character 0, which is in no name and which the database takes in no text.
 */
class RefuseUnreadable {
    private static final String ZERO = "%00";

    private final CurrentVertxRequest call;

    RefuseUnreadable(CurrentVertxRequest call) {
        this.call = call;
    }

    @ServerRequestFilter(preMatching = true)
    @Nullable
    Response check(ContainerRequestContext request) {
        String path = call.getCurrent().request().path();
        if (path != null && path.contains(ZERO)) {
            return Problem.of(ProblemType.NOT_FOUND, "Nothing has the character 0 in its address.")
                    .response();
        }
        return isType(request.getHeaderString(HttpHeaders.CONTENT_TYPE))
                ? null
                : Problem.of(
                                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                "The Content-Type cannot be read; send one, such as application/json.")
                        .response();
    }

    private static boolean isType(@Nullable String given) {
        try {
            return given == null || MediaType.valueOf(given) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
