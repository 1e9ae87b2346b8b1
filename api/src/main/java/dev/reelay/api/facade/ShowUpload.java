package dev.reelay.api.facade;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Leads from the address by which inputs name an upload to the image itself, for the tenant that uploaded it. */
@ApplicationScoped
public class ShowUpload {
    private final Uploads uploads;
    private final Caller caller;

    ShowUpload(Uploads uploads, Caller caller) {
        this.uploads = uploads;
        this.caller = caller;
    }

    /** A redirect to a fresh link; what the tenant has not uploaded ends the HTTP request. */
    public Response show(String name) {
        return uploads.link(caller.tenant(), name)
                .map(link -> Response.status(Response.Status.FOUND)
                        .location(link.url())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build())
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "Your tenant has no upload with this name.")));
    }
}
