package dev.reelay.api.facade;

import dev.reelay.api.ApiConfig;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.upload.UploadConfig;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses at a service's addresses what is longer than anything that is taken there: at once where it says so itself; what does not
 * say so is cut off when it has come to that. A form would otherwise be written to the disk to its end.
 */
class RefuseTooLong {
    /** What stands in a form beside its image. */
    private static final int BESIDE = 1 << 20;

    private final long most;
    private final CurrentVertxRequest call;

    RefuseTooLong(ApiConfig api, UploadConfig uploads, CurrentVertxRequest call) {
        this.most = Math.max(api.maxBodyBytes(), uploads.mostBytes()) + (long) BESIDE;
        this.call = call;
    }

    @ServerRequestFilter(preMatching = true)
    @Nullable
    Response check(ContainerRequestContext request) {
        if (Front.at(request.getUriInfo().getPath()).isEmpty()) {
            return null;
        }
        call.getCurrent().put(VertxInputStream.MAX_REQUEST_SIZE_KEY, most);
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null || Long.parseLong(length) <= most
                ? null
                : Problem.of(
                                ProblemType.BODY_TOO_LARGE,
                                "A body has at most " + most + " bytes here; put large images behind an https URL.")
                        .response();
    }
}
