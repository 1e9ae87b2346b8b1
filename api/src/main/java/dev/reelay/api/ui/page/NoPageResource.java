package dev.reelay.api.ui.page;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Whatever is below the pages and no page. */
@Path("/ui/{rest: .+}")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class NoPageResource {
    @GET
    public String none() {
        throw new ProblemException(Problem.of(
                ProblemType.NOT_FOUND, "There is no page at this address. The navigation leads to all of them."));
    }
}
