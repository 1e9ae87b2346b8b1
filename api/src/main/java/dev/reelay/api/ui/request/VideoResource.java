package dev.reelay.api.ui.request;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.FindRequest;
import dev.reelay.api.request.SignResults;
import dev.reelay.generation.Generation;
import dev.reelay.generation.ReadGenerations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** The file of a request, by a redirect to a fresh link: what the source of a video on a page is. */
@Path("/ui/requests/{id}/file")
@RunOnVirtualThread
class VideoResource {
    private final FindRequest find;
    private final ReadGenerations generations;
    private final SignResults results;

    VideoResource(FindRequest find, ReadGenerations generations, SignResults results) {
        this.find = find;
        this.generations = generations;
        this.results = results;
    }

    @GET
    public Response file(@PathParam("id") String id, @QueryParam("n") @DefaultValue("0") int n) {
        Generation request = find.find(id);
        return generations.artifacts(request).stream()
                .skip(Math.max(0, n))
                .findFirst()
                .map(artifact ->
                        Response.seeOther(results.link(request, artifact).url()).build())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NO_RESULT, "This request has no such file; its page shows all of them.")));
    }
}
